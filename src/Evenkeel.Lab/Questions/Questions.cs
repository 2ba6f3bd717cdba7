using Evenkeel.Lab.Protocol;

namespace Evenkeel.Lab.Questions;

/// <summary>The questions that a page may ask without a session.</summary>
/// <param name="sources">Data and limits.</param>
internal sealed class Questions(QuestionSources sources)
{
    /// <summary>Answers a question.</summary>
    /// <param name="question">Its name.</param>
    /// <param name="query">What it is about, as an address has it.</param>
    /// <param name="cancellation">The page has gone.</param>
    public Answer Answer(string question, string query, CancellationToken cancellation)
    {
        LabAnswer answer = LabQuestions.Ask(question, query, sources, cancellation);
        return new(answer.Query, answer.Problems, answer.Answer);
    }
}
