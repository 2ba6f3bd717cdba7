namespace Evenkeel.Cli.Rendering;

/// <summary>How much a comparison's table says; a narrow terminal gets less of it rather than broken lines.</summary>
/// <param name="Interval">Whether an accuracy stands with its 95 % interval.</param>
/// <param name="Bars">The most bars of a signal.</param>
/// <param name="Sizes">Whether a signal's sizes in the first and the last layer stand beside its bars.</param>
internal readonly record struct TableDetail(bool Interval, int Bars, bool Sizes)
{
    /// <summary>From all to least.</summary>
    public static TableDetail[] All { get; } = [new(true, 12, true), new(true, 6, true), new(true, 4, true), new(false, 4, true), new(false, 12, false), new(false, 6, false), new(false, 4, false)];
}
