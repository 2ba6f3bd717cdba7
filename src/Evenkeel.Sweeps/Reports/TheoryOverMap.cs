using System.Collections.Immutable;
using Evenkeel.Report.Pictures;

namespace Evenkeel.Sweeps.Reports;

/// <summary>What theory has to say over a map.</summary>
/// <param name="Lines">Its lines; none where it says nothing.</param>
/// <param name="Note">A sentence for the picture's summary, with a space before it: what the line is, or why it is missing; empty where theory does not apply.</param>
internal sealed record TheoryOverMap(ImmutableArray<PictureLine> Lines, string Note)
{
    /// <summary>Nothing.</summary>
    public static TheoryOverMap None { get; } = new([], "");
}
