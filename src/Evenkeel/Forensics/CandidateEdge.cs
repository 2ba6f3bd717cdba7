namespace Evenkeel.Forensics;

/// <summary>A number, and the share of a sample that lies below it.</summary>
/// <param name="Value">The number.</param>
/// <param name="Below">The share, in [0, 1].</param>
internal readonly record struct CandidateEdge(double Value, double Below);
