using Evenkeel.Data;
using Evenkeel.Experiments;

namespace Evenkeel.Lab.Questions;

/// <summary>What answers are made from: data, limits, and whose program answers.</summary>
public sealed class QuestionSources
{
    /// <summary>Gets the data that an experiment names, for its seed; asked often, so it should keep what it has.</summary>
    public required Func<ComparisonSpec, DataSplit> Data { get; init; }

    /// <summary>Whether an experiment's data is there already, so that nobody waits for it to be loaded or drawn.</summary>
    internal Func<ComparisonSpec, bool> HasData { get; init; } = _ => true;

    /// <summary>The most that a query may ask for.</summary>
    public LinkLimits Limits { get; init; } = LinkLimits.Widest;

    /// <summary>The version of the program, as documents carry it.</summary>
    public string Version { get; init; } = "";

    /// <summary>How many threads an answer may use that takes long; ≥ 1. It changes the speed, never an answer.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether the data of the experiment that a query describes is there already.</summary>
    internal bool IsLoaded(string query) => HasData(ExperimentLink.Read(query, "", Limits).Spec);

    /// <summary>The phase diagrams that were asked for lately.</summary>
    internal PhaseDocuments Diagrams { get; } = new();

    /// <summary>The second moments of inputs that were asked for lately.</summary>
    internal InputMoments Inputs { get; } = new();
}
