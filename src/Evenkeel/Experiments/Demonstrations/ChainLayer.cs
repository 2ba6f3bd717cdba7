namespace Evenkeel.Experiments.Demonstrations;

/// <summary>One layer of the chain, measured beside its closed form.</summary>
/// <param name="Layer">Its number, 1 … L.</param>
/// <param name="Activation">The first component of a^[l] for the input (1, 1).</param>
/// <param name="ExpectedActivation">α^min(l, L−1).</param>
/// <param name="Gradient">∂(Σŷ)/∂ of the same component.</param>
/// <param name="ExpectedGradient">α^(L−1−l), and 1 in the last layer.</param>
public readonly record struct ChainLayer(int Layer, double Activation, double ExpectedActivation, double Gradient, double ExpectedGradient)
{
    /// <summary>The larger of the two relative errors; 0 where measured and expected are the same, infinite ones included.</summary>
    public double RelativeError => Math.Max(Error(Activation, ExpectedActivation), Error(Gradient, ExpectedGradient));

    private static double Error(double measured, double expected) =>
        measured == expected ? 0 : expected == 0 ? double.PositiveInfinity : Math.Abs(measured - expected) / Math.Abs(expected);
}
