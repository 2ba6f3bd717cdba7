namespace Evenkeel.Forensics;

/// <summary>One test of a tensor against fresh draws.</summary>
/// <param name="Name">What is tested, for example <c>row norms</c>.</param>
/// <param name="Statistic">The measured number.</param>
/// <param name="PValue">How probable fresh draws are that look no more like a draw; in [0, 1], before any correction.</param>
/// <param name="Meaning">What the number says, in one sentence.</param>
public sealed record EvidenceTest(string Name, double Statistic, double PValue, string Meaning);
