using Evenkeel.Numerics;

namespace Evenkeel.Lab.Questions;

/// <summary>Every question that a page can ask, by name.</summary>
public static class LabQuestions
{
    /// <summary>The questions.</summary>
    public static IReadOnlyList<LabQuestion> All { get; } =
    [
        new PredictionQuestion(),
        new ChainQuestion(),
        new ProductsQuestion(),
        new DerivationQuestion(),
        new PhaseQuestion(),
        new ConflictQuestion(),
        new GainsQuestion(),
        new MeanFieldQuestion(),
        new ProbeQuestion(),
        new SchemesQuestion(),
        new SnippetsQuestion(),
    ];

    /// <summary>Finds a question.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The question.</returns>
    /// <exception cref="FormatException">No question is called so; the nearest is suggested.</exception>
    public static LabQuestion Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(question => question.Name == name)
            ?? throw new FormatException($"Unknown question '{QueryText.Brief(name)}'.{Spelling.Suggestion(QueryText.Brief(name), [.. All.Select(question => question.Name)])}");
    }

    /// <summary>Answers a question.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="query">Keys and values as an address has them.</param>
    /// <param name="sources">Data and limits.</param>
    /// <param name="cancellation">Stops what takes long.</param>
    /// <returns>The answer; that to an unknown question is null, with a problem that suggests the nearest.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static LabAnswer Ask(string name, string query, QuestionSources sources, CancellationToken cancellation = default)
    {
        while (true)
        {
            try
            {
                return AskOnce(name, query, sources, cancellation);
            }
            catch (BeingMadeException wait)
            {
                wait.Made.ContinueWith(static _ => { }, cancellation, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(cancellation);
            }
        }
    }

    /// <summary>Answers a question without waiting for what is being made for another visitor.</summary>
    /// <exception cref="BeingMadeException">The answer needs such a thing.</exception>
    internal static LabAnswer AskOnce(string name, string query, QuestionSources sources, CancellationToken cancellation)
    {
        try
        {
            return Find(name).Answer(query, sources, cancellation);
        }
        catch (FormatException unknown)
        {
            return new("", [unknown.Message], null);
        }
    }

    /// <summary>Whether a question is answered within milliseconds; one that nobody knows is.</summary>
    internal static bool IsQuick(string name, string query, QuestionSources sources) => All.FirstOrDefault(question => question.Name == name)?.IsQuick(query, sources) ?? true;
}
