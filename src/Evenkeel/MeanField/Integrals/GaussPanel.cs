namespace Evenkeel.MeanField.Integrals;

/// <summary>Gauss' rule of 16 points on one panel: exact for polynomials up to degree 31.</summary>
internal static class GaussPanel
{
    /// <summary>How many points the rule has.</summary>
    public const int Count = 16;

    /// <summary>Point i of the rule on [−1, 1], in ascending order.</summary>
    public static double Point(int i) => i < Count / 2 ? -Points[Count / 2 - 1 - i] : Points[i - Count / 2];

    /// <summary>Weight i of the rule on [−1, 1]; the weights sum to 2.</summary>
    public static double Weight(int i) => Weights[i < Count / 2 ? Count / 2 - 1 - i : i - Count / 2];

    private static ReadOnlySpan<double> Points =>
    [
        0.09501250983763745, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438,
        0.755404408355003, 0.8656312023878318, 0.9445750230732326, 0.9894009349916499,
    ];

    private static ReadOnlySpan<double> Weights =>
    [
        0.18945061045506859, 0.1826034150449236, 0.16915651939500262, 0.14959598881657676,
        0.12462897125553403, 0.09515851168249259, 0.062253523938647706, 0.027152459411754037,
    ];
}
