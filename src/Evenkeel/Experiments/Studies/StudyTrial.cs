namespace Evenkeel.Experiments.Studies;

/// <summary>A trial with its place in a study.</summary>
/// <param name="Index">Its number, from 0: repeat by repeat, and within one cell by cell.</param>
/// <param name="Cell">The number of its cell, from 0.</param>
/// <param name="Repeat">The number of its repeat within the cell, from 0.</param>
/// <param name="Spec">What it trains.</param>
/// <param name="Key">The name of its result.</param>
public sealed record StudyTrial(int Index, int Cell, int Repeat, TrialSpec Spec, string Key);
