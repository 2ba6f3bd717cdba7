using Evenkeel.Graphs;

namespace Evenkeel.Tests.Graphs;

/// <summary>Compares float32 tensors of a plan with their double reference.</summary>
internal static class Near
{
    /// <summary>A tensor comes of sums of up to 10 terms, through up to 5 operations: some 30 roundings of 2⁻²⁴ = 6·10⁻⁸, each relative to
    /// the largest number on the way. Terms may cancel, so it is the tensor's largest number that counts, and 1, the size of what goes in.</summary>
    private const double Roundings = 30 * 6e-8;

    public static void ShouldBe(ReadOnlySpan<float> actual, double[] expected, string what)
    {
        actual.Length.ShouldBe(expected.Length, what);
        double tolerance = Roundings * Math.Max(1, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
        {
            ((double)actual[i]).ShouldBe(expected[i], tolerance, $"{what}, element {i}");
        }
    }

    /// <summary>Holds every parameter's gradient of a plan that has run to the central differences of the reference.</summary>
    public static void GradientsShouldBe(Plan plan, DoubleGraph reference)
    {
        for (int i = 0; i < plan.Graph.Parameters.Length; i++)
        {
            ParameterId id = new(i);
            ShouldBe(plan.ParameterGradient(id), reference.Gradient(id), $"gradient of {plan.Graph.Parameters[i].Name}");
        }
    }
}
