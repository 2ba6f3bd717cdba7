namespace Evenkeel.Cli.Rendering;

/// <summary>How much a line of a probe says; a narrow terminal gets less of it rather than broken lines.</summary>
/// <param name="Scale">Columns of each scale.</param>
/// <param name="Predicted">Whether a predicted number stands beside the measured one.</param>
/// <param name="Shares">Whether the shares of saturated, dead and symmetric units stand there.</param>
internal readonly record struct ProbeColumns(int Scale, bool Predicted, bool Shares)
{
    /// <summary>Columns of the layer's number.</summary>
    public const int Layer = 5;

    /// <summary>Columns of a number, with the space before it.</summary>
    public const int Number = 7;

    /// <summary>Columns of a share, with the space before it.</summary>
    public const int Share = 5;

    private const int MostScale = 40;
    private const int LeastScale = 10;
    private const int Gap = 2;

    /// <summary>The most that fits.</summary>
    /// <param name="width">Columns of the terminal.</param>
    public static ProbeColumns For(int width)
    {
        ProbeColumns[] choices = [Fill(width, true, true), Fill(width, false, true), Fill(width, false, false)];
        return Array.Find(choices, choice => choice.Scale >= LeastScale) is { Scale: > 0 } found ? found : choices[^1] with { Scale = Math.Max(LeastScale / 2, choices[^1].Scale) };
    }

    /// <summary>Columns of one direction: a gap, its scale, its numbers.</summary>
    public int Side => Gap + Scale + Number * (Predicted ? 2 : 1);

    private static ProbeColumns Fill(int width, bool predicted, bool shares)
    {
        int others = Layer + (shares ? 3 * Share : 0) + 2 * (Gap + Number * (predicted ? 2 : 1));
        return new(Math.Min(MostScale, (width - others) / 2), predicted, shares);
    }
}
