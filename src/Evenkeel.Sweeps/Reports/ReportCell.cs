using System.Collections.Immutable;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps.Reports;

/// <summary>A cell of a study with what its trials say together.</summary>
/// <param name="Cell">Its number in the study, from 0.</param>
/// <param name="At">What each axis has there, in the axes' order.</param>
/// <param name="Summary">The measure over the cell's trials that have a result.</param>
public sealed record ReportCell(int Cell, ImmutableArray<string> At, CellSummary Summary)
{
    /// <summary>Whether most of so many trials have no number, so that the mean of the others says little of them all.</summary>
    internal static bool IsMostlyMissing(int missing, int trials) => 2 * missing > trials;
}
