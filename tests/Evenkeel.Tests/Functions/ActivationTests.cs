using System.Globalization;
using Evenkeel.Functions;
using Evenkeel.Tests.Numerics;

namespace Evenkeel.Tests.Functions;

[Collection("kernel width")]
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
            if (IsBeyondTheAnglesOfSine(name, z[i])) continue;
            double expected = activation.Value(z[i]);
            double tolerance = (Roundings(name, z[i]) * Math.Abs(expected) + (name == "sin(3)" ? Math.Abs(3 * z[i]) : 0)) * Math.Pow(2, -23) + float.Epsilon * (1 + Math.Abs(z[i]));
            if (!(Math.Abs(a[i] - expected) <= tolerance)) ((double)a[i]).ShouldBe(expected, tolerance, $"at z = {z[i]}");
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
            if (IsBeyondTheAnglesOfSine(name, z[i])) continue;
            double expected = activation.Slope(z[i]);

            // The steepest slope is off by 3·2⁻²³ at most: φ′ is made of φ or of exponentials, and some of φ's error is amplified.
            double tolerance = 4e-7 * activation.SteepestSlope * (name == "sin(3)" ? 1 + Math.Abs(z[i]) : 1);
            if (!(Math.Abs(dz[i] - expected) <= tolerance)) ((double)dz[i]).ShouldBe(expected, tolerance, $"at z = {z[i]}");
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

    [Theory]
    [MemberData(nameof(Names))]
    public void SteepestSlope_IsTheLargestOnADenseGrid(string name)
    {
        Activation activation = Activations.Parse(name);
        double steepest = 0;
        for (int i = -200_000; i <= 200_000; i++)
        {
            steepest = Math.Max(steepest, Math.Abs(activation.Slope(i / 10_000.0)));
        }

        // The grid misses a smooth maximum by its step squared.
        steepest.ShouldBe(activation.SteepestSlope, 2e-8);
        steepest.ShouldBeLessThanOrEqualTo(activation.SteepestSlope + 1e-15);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Saturates_MeansFlatOnBothSides(string name)
    {
        Activation activation = Activations.Parse(name);

        bool isFlat = new[] { -40, -30, 30, 40 }.All(z => Math.Abs(activation.Slope(z)) < 2e-3 * activation.SteepestSlope);

        activation.Saturates.ShouldBe(isFlat);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Infinities_HaveTheirLimits(string name)
    {
        Activation activation = Activations.Parse(name);
        if (name.StartsWith("sin", StringComparison.Ordinal)) return;
        float[] z = [float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue];
        float[] a = new float[4];
        float[] dz = new float[4];

        activation.Apply(z, a);
        activation.Backpropagate(z, a, [1, 1, 1, 1], dz, accumulate: false);

        for (int i = 0; i < 4; i++)
        {
            float expected = (float)activation.Value(z[i]);
            if (a[i] != expected) a[i].ShouldBe(expected, 2e-7 * Math.Abs(expected), $"value at {z[i]}");
            dz[i].ShouldBe((float)activation.Slope(z[i]), 3e-7, $"slope at {z[i]}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_GivesNaN(string name)
    {
        Activation activation = Activations.Parse(name);
        float[] a = new float[3];
        float[] dz = new float[3];

        activation.Apply([float.NaN, 0, -1], a);
        activation.Backpropagate([float.NaN, 0, -1], a, [1, float.NaN, float.NaN], dz, accumulate: false);

        activation.Value(double.NaN).ShouldBe(double.NaN);
        activation.Slope(double.NaN).ShouldBe(double.NaN);
        a[0].ShouldBe(float.NaN);
        dz.ShouldAllBe(value => float.IsNaN(value));
    }

    [Theory]
    [InlineData("relu", 0, 0)]
    [InlineData("leaky-relu(0.2)", 0, 0.2)]
    [InlineData("elu(0.5)", 0, 0.5)]
    [InlineData("selu", 0, 1.7580993408473766)]
    [InlineData("hard-tanh", -1, 0)]
    [InlineData("hard-tanh", 1, 1)]
    public void Kink_HasTheSlopeOfItsLeftSide(string name, double z, double slope)
    {
        Activation activation = Activations.Parse(name);
        float[] a = [(float)activation.Value(z)];
        float[] dz = new float[1];

        activation.Backpropagate([(float)z], a, [1], dz, accumulate: false);

        activation.Slope(z).ShouldBe(slope, 1e-15);
        dz[0].ShouldBe((float)slope);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bits_AreTheSameAtEveryWidthAndLength(string name)
    {
        Activation activation = Activations.Parse(name);
        float[] z = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f, float.Epsilon, .. Points[11000..11244], 40, -40, 90, -90, 1e30f, -1e30f, 3.4e38f];
        float[] da = [.. z.Select((_, i) => MathF.ScaleB(i % 7 - 3, i % 5))];

        foreach (int length in Enumerable.Range(0, z.Length + 1))
        {
            float[][]? expected = null;
            foreach (int lanes in WidthScope.All)
            {
                using WidthScope scope = new(lanes);
                float[] a = new float[length];
                float[] dz = new float[length];
                activation.Apply(z.AsSpan(z.Length - length), a);
                activation.Backpropagate(z.AsSpan(z.Length - length), a, da.AsSpan(z.Length - length), dz, accumulate: false);
                float[] sum = [.. dz];
                activation.Backpropagate(z.AsSpan(z.Length - length), a, da.AsSpan(z.Length - length), sum, accumulate: true);

                expected ??= [a, dz, sum];
                Bits.ShouldBeSame(a, expected[0], $"value at {lanes} lanes");
                Bits.ShouldBeSame(dz, expected[1], $"gradient at {lanes} lanes");
                Bits.ShouldBeSame(sum, expected[2], $"sum at {lanes} lanes");
                for (int i = 0; i < length; i++) if (float.IsFinite(dz[i])) sum[i].ShouldBe(2 * dz[i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SharedMemory_GivesTheSame(string name)
    {
        Activation activation = Activations.Parse(name);
        float[] z = Points[..300];
        float[] a = new float[300];
        float[] da = [.. z.Select((_, i) => i - 150f)];
        float[] dz = new float[300];
        activation.Apply(z, a);
        activation.Backpropagate(z, a, da, dz, accumulate: false);
        float[] sharedValue = [.. z];
        float[] sharedGradient = [.. da];

        activation.Apply(sharedValue, sharedValue);
        activation.Backpropagate(z, a, sharedGradient, sharedGradient, accumulate: false);

        Bits.ShouldBeSame(sharedValue, a, "value");
        Bits.ShouldBeSame(sharedGradient, dz, "gradient");
    }

    [Theory]
    [MemberData(nameof(Names))]
    [InlineData("relu(x)^2")]
    public void SlopeReads_NamesAllThatTheGradientDependsOn(string name)
    {
        Activation activation = Activations.Parse(name);
        float[] z = [.. Points.Where((_, i) => i % 37 == 0), 0, -0f, float.Epsilon, -float.Epsilon, float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        float[] a = new float[z.Length];
        float[] da = [.. z.Select((_, i) => MathF.ScaleB(i % 7 - 3, i % 5))];
        float[] garbage = [.. z.Select((_, i) => i % 5 == 0 ? float.NaN : 1e30f * (i % 3 - 1))];
        activation.Apply(z, a);

        foreach (bool accumulate in (bool[])[false, true])
        {
            float[] expected = [.. da];
            float[] dz = [.. da];
            activation.Backpropagate(z, a, da, expected, accumulate);
            activation.Backpropagate(
                activation.SlopeReads.HasFlag(SlopeReads.PreActivation) ? z : garbage, activation.SlopeReads.HasFlag(SlopeReads.Activation) ? a : garbage,
                da, dz, accumulate);

            Bits.ShouldBeSame(dz, expected, $"gradient, accumulate {accumulate}");
        }
    }

    [Fact]
    public void WrongLength_IsNamed()
    {
        Should.Throw<ArgumentException>(() => Activations.Tanh.Apply(new float[3], new float[2]))
            .Message.ShouldBe("a.Length is 2 but z.Length is 3; they must be equal.");
        Should.Throw<ArgumentException>(() => Activations.Tanh.Backpropagate(new float[3], new float[3], new float[4], new float[3], accumulate: true))
            .Message.ShouldBe("da.Length is 4 but z.Length is 3; they must be equal.");
    }

    // Moments for z ~ N(0, 1), to the digits of the project's reference table, which was computed independently.
    [Theory]
    [InlineData("linear", "0", "1.0000000", "1.0000000")]
    [InlineData("relu", ".3989423", ".5000000", ".5000000")]
    [InlineData("leaky-relu", ".3949529", ".5000500", ".5000500")]
    [InlineData("leaky-relu(0.2)", ".3191538", ".5200000", ".5200000")]
    [InlineData("tanh", "0", ".3942945", ".4644029")]
    [InlineData("sigmoid", ".5000000", ".2933790", ".0448362")]
    [InlineData("erf", "0", ".4645591", ".56941")]
    [InlineData("gelu", ".2820948", ".4252215", ".4558509")]
    [InlineData("silu", ".206621", ".3557755", ".3794824")]
    [InlineData("mish", ".2404039", ".4523422", ".4790838")]
    [InlineData("elu", ".1605206", ".6449454", ".668102")]
    [InlineData("selu", "0", "1.0000000", "1.071575")]
    [InlineData("softplus", ".8060592", ".9212459", ".293379")]
    [InlineData("softsign", "0", ".183014", ".2276713")]
    [InlineData("sin", "0", ".4323324", ".5676676")]
    [InlineData("hard-tanh", "0", ".5160586", ".6826895")]
    public void Moments_AreThoseOfTheReferenceTable(string name, string mean, string second, string slopeSecond)
    {
        Activation activation = Activations.Parse(name);
        double[] moments = new double[3];

        // Nodes half a step off the kinks; what a kink adds is then of the order h²/24.
        const double h = 1e-3;
        for (double z = -12 + h / 2; z < 12; z += h)
        {
            double weight = h * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
            double value = activation.Value(z);
            double slope = activation.Slope(z);
            moments[0] += weight * value;
            moments[1] += weight * value * value;
            moments[2] += weight * slope * slope;
        }

        ShouldAgree(moments[0], mean);
        ShouldAgree(moments[1], second);
        ShouldAgree(moments[2], slopeSecond);
    }

    /// <summary>To half a unit of the last printed digit, and 5·10⁻⁸ for the quadrature.</summary>
    private static void ShouldAgree(double actual, string printed)
    {
        int digits = printed.Length - 1 - Math.Max(0, printed.IndexOf('.', StringComparison.Ordinal));
        double tolerance = printed == "0" ? 0 : 0.5 * Math.Pow(10, -digits);
        actual.ShouldBe(double.Parse(printed, CultureInfo.InvariantCulture), tolerance + 5e-8);
    }

    /// <summary>4 for most; the exponent of gelu-tanh, which grows like z², carries its own rounding into the result.</summary>
    private static double Roundings(string name, float z) => name == "gelu-tanh" ? 4 + (double)z * z : 4;

    private static bool IsBeyondTheAnglesOfSine(string name, float z) => name.StartsWith("sin", StringComparison.Ordinal) && Math.Abs(z) > 3e4;
}
