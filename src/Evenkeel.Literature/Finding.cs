namespace Evenkeel.Literature;

/// <summary>A number of ours, beside the paper's where it has one.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Ours">Our number, as text.</param>
public sealed record Finding(string What, string Ours)
{
    /// <summary>Where ours lies, such as <c>0.78 … 0.81</c>; empty for a number without chance.</summary>
    public string Interval { get; init; } = "";

    /// <summary>What theory, or an independent computation, says it is; empty where neither does.</summary>
    public string Theory { get; init; } = "";

    /// <summary>The paper's number; empty where it gives none.</summary>
    public string Paper { get; init; } = "";

    /// <summary>Where the paper's number stands, such as <c>Table 1</c>, or what else it comes from; empty where there is none.</summary>
    public string Source { get; init; } = "";
}
