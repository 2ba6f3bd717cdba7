namespace Evenkeel.Functions;

/// <summary>The hyperbolic tangent.</summary>
internal sealed class Tanh : Activation
{
    public override string Name => "tanh";

    public override string Formula => "tanh z";

    public override double SteepestSlope => 1;

    public override bool Saturates => true;

#pragma warning disable RS0030
    public override double Value(double z) => Math.Tanh(z);

    public override double Slope(double z) => 1 - Math.Tanh(z) * Math.Tanh(z);

    public override void Apply(ReadOnlySpan<float> z, Span<float> a)
    {
        for (int i = 0; i < z.Length; i++) a[i] = MathF.Tanh(z[i]);
    }
#pragma warning restore RS0030

    public override void Backpropagate(ReadOnlySpan<float> z, ReadOnlySpan<float> a, ReadOnlySpan<float> da, Span<float> dz, bool accumulate)
    {
        for (int i = 0; i < z.Length; i++)
        {
            float g = da[i] * (1 - a[i] * a[i]);
            dz[i] = accumulate ? dz[i] + g : g;
        }
    }
}
