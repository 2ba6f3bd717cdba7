using System.Globalization;
using System.Text.RegularExpressions;
using Evenkeel.Functions;

namespace Evenkeel.Tests.Functions;

/// <summary>What the kernels say of their errors, against the functions in double precision, which have 29 bits more.</summary>
public partial class KernelErrorTests
{
    public static TheoryData<string> Usual => [.. Activations.All.Select(activation => activation.Name)];

    public static TheoryData<string> WithParameters => ["leaky-relu(0.2)", "leaky-relu(0.7)", "elu(0.1)", "elu(0.5)", "elu(7)", "sin(0.1)", "sin(3)", "sin(30)"];

    [Theory]
    [MemberData(nameof(Usual))]
    [MemberData(nameof(WithParameters))]
    public void Error_IsNoLargerThanStated(string name)
    {
        Activation activation = Activations.Parse(name);
        KernelError stated = activation.KernelError!.Value;

        KernelError measured = Measure(activation, stated.Reach);

        measured.Value.ShouldBeLessThanOrEqualTo(stated.Value);
        measured.Slope.ShouldBeLessThanOrEqualTo(stated.Slope);
        measured.OfSteepest.ShouldBeLessThanOrEqualTo(stated.OfSteepest);
    }

    // What is rounded correctly errs by up to half a unit, so below that there is nothing to promise.
    [Theory]
    [MemberData(nameof(Usual))]
    public void Statement_IsNotMoreThanTwiceTheError(string name)
    {
        Activation activation = Activations.Parse(name);
        KernelError stated = activation.KernelError!.Value;

        KernelError measured = Measure(activation, stated.Reach);

        stated.Value.ShouldBeLessThanOrEqualTo(Math.Max(0.5, 2 * measured.Value));
        stated.OfSteepest.ShouldBeLessThanOrEqualTo(Math.Max(0.5, 2 * measured.OfSteepest));
        if (double.IsFinite(stated.Slope)) stated.Slope.ShouldBeLessThanOrEqualTo(Math.Max(0.5, 2 * measured.Slope));
        else measured.Slope.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Document_SaysTheSame()
    {
        using StreamReader document = new(typeof(KernelErrorTests).Assembly.GetManifestResourceStream("kernels.md")!);

        string[] rows = [.. document.ReadToEnd().Split('\n').Where(line => ActivationRow().IsMatch(line))];

        rows.ShouldBe(Activations.All.Select(activation =>
        {
            KernelError error = activation.KernelError!.Value;
            return string.Create(CultureInfo.InvariantCulture, $"| {activation.Name} | {error.Value} | {(double.IsFinite(error.Slope) ? error.Slope : "–")} | {error.OfSteepest} | {Reads(activation)} |");
        }));
    }

    private static string Reads(Activation activation) => activation.SlopeReads == SlopeReads.Activation ? "a" : "z";

    /// <summary>Every 4099th float32, of either sign and all exponents, and all about where a function bends, ends or changes its form.</summary>
    private static IEnumerable<float> Points()
    {
        for (long bits = 0; bits < 1L << 32; bits += 4099) yield return BitConverter.UInt32BitsToSingle((uint)bits);

        float[] special =
        [
            0, float.Epsilon, 1.17549435e-38f, 1, 0.5f, 0.41421357f, 0.34657359f, 0.6931472f, 0.7517916f, 1.2784645f, 1.1924433f, 1.4142135f, 0.95f, 12, 14.5f, 17.3f, 20, 30, 87.3f, 88.7f, 103.9f, 104,
            120, 3.1415927f, 1.5707964f, 16777216, float.MaxValue,
        ];
        foreach (float center in special)
        {
            int bits = BitConverter.SingleToInt32Bits(center);
            for (int i = Math.Max(0, bits - 40); i <= bits + 40; i++)
            {
                yield return BitConverter.Int32BitsToSingle(i);
                yield return -BitConverter.Int32BitsToSingle(i);
            }
        }
    }

    private static KernelError Measure(Activation activation, double reach)
    {
        float[] z = [.. Points().Where(point => !(Math.Abs(point) > reach))];
        float[] a = new float[z.Length];
        float[] one = new float[z.Length];
        float[] dz = new float[z.Length];
        Array.Fill(one, 1);
        activation.Apply(z, a);
        activation.Backpropagate(z, a, one, dz, accumulate: false);

        (double value, double slope, double ofSteepest) = (0, 0, 0);
        for (int i = 0; i < z.Length; i++)
        {
            double expectedSlope = activation.Slope(z[i]);
            value = Math.Max(value, Error(a[i], activation.Value(z[i]), activation.Value(z[i])));
            slope = Math.Max(slope, Error(dz[i], expectedSlope, expectedSlope));
            ofSteepest = Math.Max(ofSteepest, Error(dz[i], expectedSlope, activation.SteepestSlope));
        }

        return new(value, slope, ofSteepest);
    }

    /// <summary>In ulp of a scale; 0 for NaN or infinity where it should be, ∞ where it should not.</summary>
    private static double Error(float actual, double expected, double scale)
    {
        if (double.IsNaN(expected) || Math.Abs(expected) > float.MaxValue) return ((float)expected).Equals(actual) ? 0 : double.PositiveInfinity;
        return float.IsFinite(actual) ? Math.Abs(actual - expected) / Ulp(scale) : double.PositiveInfinity;
    }

    private static double Ulp(double value) => Math.Abs(value) < 1.1754943508222875e-38 ? float.Epsilon : Math.ScaleB(1, Math.ILogB(value) - 23);

    [GeneratedRegex(@"^\| [a-z-]+ \| [\d.]+ \| [\d.–]+ \| [\d.]+ \| [az] \|$")]
    private static partial Regex ActivationRow();
}
