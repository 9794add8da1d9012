-- What the two schemas hold. A role that does not own them migrates without.
DO $$ BEGIN
  COMMENT ON SCHEMA nba IS 'Data of the NBA, as its sources say it; begin with the views';
  COMMENT ON SCHEMA sync IS 'What brought the data of the schema nba: runs, requests, answers, the ledger of changes';
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$;
