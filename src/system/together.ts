interface Waiting<Question, Answer> {
  readonly question: Question
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Answers questions together: those of one turn of the event loop, and those that come while others are being answered. A
 * failure is the answer to all that were asked together.
 */
export class Together<Question, Answer> {
  readonly #answer: (questions: readonly Question[]) => Promise<readonly Answer[]>
  readonly #most: number
  readonly #waiting: Waiting<Question, Answer>[] = []
  #answering = false

  /** @param answer gives an answer to each question, in their order; @param most questions that it takes at once */
  constructor(answer: (questions: readonly Question[]) => Promise<readonly Answer[]>, most: number) {
    this.#answer = answer
    this.#most = most
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject })
      if (!this.#answering) {
        this.#answering = true
        setImmediate(() => void this.#answerAll())
      }
    })
  }

  async #answerAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const asked = this.#waiting.splice(0, this.#most)
      try {
        const answers = await this.#answer(asked.map(({ question }) => question))
        for (const [i, { resolve, reject }] of asked.entries()) {
          const answer = answers[i]
          if (answer === undefined) reject(new Error('a question has no answer'))
          else resolve(answer)
        }
      } catch (error) {
        for (const { reject } of asked) reject(error)
      }
    }
    this.#answering = false
  }
}
