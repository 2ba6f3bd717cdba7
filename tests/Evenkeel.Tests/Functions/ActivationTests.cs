using Evenkeel.Functions;

namespace Evenkeel.Tests.Functions;

public class ActivationTests
{
    public static TheoryData<string> Names => [.. Activations.All.Select(activation => activation.Name), "leaky-relu(0.2)", "elu(0.5)", "sin(3)"];

    /// <summary>Evenly through the working range, densely about 0, and far out on both sides.</summary>
    private static float[] Points =>
    [
        .. Enumerable.Range(-12000, 24001).Select(i => i / 1000f),
        .. Enumerable.Range(-126, 160).SelectMany(e => new[] { MathF.ScaleB(1.3f, e), -MathF.ScaleB(1.3f, e) }),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Apply_IsNearTheDoubleValue(string name)
    {
        Activation activation = Activations.Parse(name);
        float[] z = Points;
        float[] a = new float[z.Length];

        activation.Apply(z, a);

        for (int i = 0; i < z.Length; i++)
        {
            double expected = activation.Value(z[i]);
            if (name.StartsWith("sin", StringComparison.Ordinal) && Math.Abs(z[i]) > 1e4) continue;
            double tolerance = (Roundings(name, z[i]) * Math.Abs(expected) + (name == "sin(3)" ? Math.Abs(3 * z[i]) : 0)) * Math.Pow(2, -23) + 1e-44;
            Math.Abs(a[i] - expected).ShouldBeLessThanOrEqualTo(tolerance, $"at z = {z[i]}: {a[i]} for {expected}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backpropagate_IsNearTheDoubleSlope(string name)
    {
        Activation activation = Activations.Parse(name);
        float[] z = Points;
        float[] a = new float[z.Length];
        float[] da = [.. z.Select(_ => 1f)];
        float[] dz = new float[z.Length];

        activation.Apply(z, a);
        activation.Backpropagate(z, a, da, dz, accumulate: false);

        for (int i = 0; i < z.Length; i++)
        {
            if (name.StartsWith("sin", StringComparison.Ordinal) && Math.Abs(z[i]) > 1e4) continue;
            double expected = activation.Slope(z[i]);
            double tolerance = 4e-7 * activation.SteepestSlope * (name == "sin(3)" ? 1 + Math.Abs(z[i]) : 1);
            Math.Abs(dz[i] - expected).ShouldBeLessThanOrEqualTo(tolerance, $"at z = {z[i]}: {dz[i]} for {expected}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Slope_IsTheDerivativeOfValue(string name)
    {
        Activation activation = Activations.Parse(name);

        // Away from the kinks at −1, 0 and 1. A central difference errs by h²/6·φ‴ and by the rounding of φ over h.
        const double h = 1e-5;
        for (double z = -8.0005; z < 8; z += 0.003)
        {
            double difference = (activation.Value(z + h) - activation.Value(z - h)) / (2 * h);
            activation.Slope(z).ShouldBe(difference, 2e-9, $"at z = {z}");
        }
    }

    /// <summary>4 for most; the exponent of gelu-tanh, which grows like z², carries its own rounding into the result.</summary>
    private static double Roundings(string name, float z) => name == "gelu-tanh" ? 4 + (double)z * z : 4;
}
