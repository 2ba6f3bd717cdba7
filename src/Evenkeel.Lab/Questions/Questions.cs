using Evenkeel.Lab.Protocol;

namespace Evenkeel.Lab.Questions;

/// <summary>The questions that a page may ask without a session.</summary>
internal static class Questions
{
    /// <summary>Answers a question.</summary>
    /// <param name="question">Its name.</param>
    /// <param name="query">What it is about, as an address has it.</param>
    /// <param name="cancellation">The page has gone.</param>
    /// <exception cref="FormatException">There is no such question.</exception>
    public static Answer Answer(string question, string query, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        throw new FormatException($"There is no question '{Parts.Shorten(question)}' (about '{Parts.Shorten(query)}').");
    }
}
