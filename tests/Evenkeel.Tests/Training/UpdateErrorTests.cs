using System.Globalization;
using System.Text.RegularExpressions;
using Evenkeel.Training;

namespace Evenkeel.Tests.Training;

/// <summary>What the optimizers' rules say of their errors, against the same formulas in double.</summary>
public partial class UpdateErrorTests
{
    private const int Drawn = 6_000;
    private const int Searched = 2_000;
    private const int Rounds = 8;

    // Next to a power of two, a rate or a decay loses the most by its rounding to float32: half of 2⁻²³.
    private static readonly double[] Rates = [1, 0.1, 0.0078125 * (1 + 0.49 * 1.1920929e-7), 0.03125 * (1 + 0.51 * 1.1920929e-7), 3e-5];
    private static readonly double[] Decays = [0.125 * (1 + 0.49 * 1.1920929e-7), 0.03125 * (1 + 0.51 * 1.1920929e-7), 1e-4];
    private static readonly int[] Steps = [1, 2, 10, 300, 10_000];

    public static TheoryData<string, bool> Updates
    {
        get
        {
            TheoryData<string, bool> updates = [];
            foreach (string optimizer in Optimizers.All)
            {
                updates.Add(optimizer, false);
                updates.Add(optimizer, true);
            }

            return updates;
        }
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public void Error_IsNoLargerThanStatedAndNotLessThanHalfOfIt(string name, bool decays)
    {
        UpdateError stated = UpdateRules.Error(name, decays ? 0.01 : 0);

        UpdateError measured = Measure(name, decays);

        ShouldHold(stated.Weight, measured.Weight, "weight");
        ShouldHold(stated.Gradients ?? 0, measured.Gradients ?? 0, "memory of gradients");
        ShouldHold(stated.Squares ?? 0, measured.Squares ?? 0, "memory of squares");
    }

    [Fact]
    public void Document_SaysTheSame()
    {
        using StreamReader document = new(typeof(UpdateErrorTests).Assembly.GetManifestResourceStream("kernels.md")!);

        string[] rows = [.. document.ReadToEnd().Split('\n').Where(line => UpdateRow().IsMatch(line))];

        rows.ShouldBe(Optimizers.All.Select(name => $"| {name} | {Cells(UpdateRules.Error(name, 0))} | {Cells(UpdateRules.Error(name, 0.01))} |"));
    }

    private static string Cells(UpdateError error) => string.Join(" | ", ((double?[])[error.Weight, error.Gradients, error.Squares]).Select(Cell));

    private static string Cell(double? error) => error?.ToString(CultureInfo.InvariantCulture) ?? "–";

    // What is rounded correctly errs by up to half a unit, so below that there is nothing to promise.
    private static void ShouldHold(double stated, double measured, string what)
    {
        measured.ShouldBeLessThanOrEqualTo(stated, what);
        stated.ShouldBeLessThanOrEqualTo(Math.Max(0.5, 2 * measured), what);
    }

    /// <summary>The largest errors over states drawn at random, and over those that a search finds from the worst of them.</summary>
    private static UpdateError Measure(string name, bool decays)
    {
        double[] largest = new double[3];
        ulong salt = 0;
        foreach (double rate in Rates)
        {
            foreach (double decay in decays ? Decays : [0])
            {
                foreach (int step in name.StartsWith("adam", StringComparison.Ordinal) ? Steps : [1])
                {
                    UpdatePoints points = new(++salt);
                    for (int kind = 0; kind < largest.Length; kind++)
                    {
                        UpdateState state = points.Draw(Drawn, rate, decay);
                        for (int round = 0; round < Rounds; round++)
                        {
                            double[] errors = Errors(name, step, rate, decay, state, kind);
                            largest[kind] = Math.Max(largest[kind], errors.Max());
                            state = points.Around(state, errors, Searched);
                        }
                    }
                }
            }
        }

        UpdateError stated = UpdateRules.Error(name, decays ? 0.01 : 0);
        return new(largest[0], stated.Gradients is null ? null : largest[1], stated.Squares is null ? null : largest[2]);
    }

    /// <summary>The errors of a step from some states: of the weights, or of the memories of gradients or squares; 0 where nothing is said.</summary>
    private static double[] Errors(string name, int step, double rate, double decay, UpdateState before, int kind)
    {
        UpdateState after = before.Copy();
        double[] errors = new double[before.Weights.Length];

        UpdateRules.Run(name, step, rate, decay, after, 0, errors.Length);

        for (int i = 0; i < errors.Length; i++)
        {
            UpdateFormula formula = new(name, step, rate, decay, before.Weights[i], before.Gradients[i], before.OfGradients[i], before.OfSquares[i]);
            if (formula.IsLeftOut) continue;
            errors[i] = kind switch
            {
                0 => Error(after.Weights[i], formula.Weight, formula.WeightScale),
                1 => Error(after.OfGradients[i], formula.OfGradients, formula.OfGradientsScale),
                _ => Error(after.OfSquares[i], formula.OfSquares, formula.OfSquares),
            };
        }

        return errors;
    }

    /// <summary>
    /// In ulp of a scale; 0 for NaN or infinity where it should be, ∞ where it should not. What overflows counts as 2¹²⁸.
    /// </summary>
    private static double Error(float actual, double expected, double scale)
    {
        if (!double.IsFinite(expected)) return ((float)expected).Equals(actual) ? 0 : double.PositiveInfinity;
        double value = float.IsInfinity(actual) ? Math.CopySign(Math.ScaleB(1, 128), actual) : actual;
        if (Math.Abs(expected) > Math.Abs(value) && float.IsInfinity(actual)) value = Math.CopySign(expected, actual);
        return double.IsNaN(value) ? double.PositiveInfinity : Math.Abs(value - expected) / Ulp(scale);
    }

    private static double Ulp(double value) => Math.Abs(value) < 1.1754943508222875e-38 ? float.Epsilon : Math.ScaleB(1, Math.ILogB(value) - 23);

    [GeneratedRegex(@"^\| [a-z]+ \| [\d.]+ \| [\d.–]+ \| [\d.–]+ \| [\d.]+ \| [\d.–]+ \| [\d.–]+ \|$")]
    private static partial Regex UpdateRow();
}
