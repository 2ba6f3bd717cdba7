using System.Collections.Immutable;
using Evenkeel.Experiments.Demonstrations;
using Evenkeel.Initialization;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.Oracle;

/// <summary>Glorot and Bengio's statistics before training, 2010, of 5×1000 units on 300 images of Shapeset, beside those of one numpy network a row.</summary>
internal static class GlorotRows
{
    private const double MostSpread = 1.15;
    private const double Singular = 0.02;

    /// <summary>What numpy found of one network a row; weight gradients vary from network to network by 13 to 18 %.</summary>
    private static readonly (string Activation, string Scheme, double[] Activations, double[] BackPropagated, double[] WeightGradients, double[] SingularValues)[] Rows =
    [
        ("tanh", "uniform", [.296, .163, .092, .053, .030], [.570, 1.071, 1.913, 3.371, 5.750], [6.20, 6.07, 5.95, 6.06, 5.78], [.477, .486, .489, .489]),
        ("tanh", "glorot-uniform", [.443, .368, .323, .291, .264], [8.52, 9.92, 11.2, 12.4, 13.2], [115, 112, 110, 114, 112], [.731, .754, .770, .786]),
        ("softsign", "uniform", [.217, .103, .054, .029, .016], [.345, .818, 1.66, 3.15, 5.61], [3.38, 3.24, 3.16, 3.20, 3.06], []),
        ("softsign", "glorot-uniform", [.308, .207, .156, .125, .103], [3.66, 5.63, 7.74, 9.96, 11.9], [33.2, 30.9, 30.1, 30.6, 29.5], []),
        ("sigmoid", "uniform", [.081, .071, .075, .071, .070], [.001, .004, .029, .206, 1.43], [.007, .137, .977, 6.83, 46.2], []),
    ];

    /// <summary>Prints the table and says whether all rows hold.</summary>
    public static bool Write(int seeds)
    {
        Console.WriteLine($"5×1000 on Shapeset before training, means over {seeds} seeds and in brackets how far they are from the table's, in percent");
        using Workers workers = new(Environment.ProcessorCount);
        bool all = true;
        foreach (var row in Rows)
        {
            GlorotReading mean = GlorotReading.Mean([.. Enumerable.Range(0, seeds).Select(seed => GlorotStatistics.Read(Initializers.Parse(row.Scheme), row.Activation, 1000, 300, seed, workers))]);
            Console.WriteLine($"{row.Activation} {row.Scheme}");
            all &= Write("activations, 10 %", mean.Activations, row.Activations, 1, 0.10);
            all &= Write("∂C/∂z in 10⁻⁵, 10 %", mean.BackPropagated, row.BackPropagated, 1e5, 0.10);
            all &= Write("∂C/∂W in 10⁻⁵, 20 %", mean.WeightGradients, row.WeightGradients, 1e5, 0.20);
            if (row.SingularValues.Length > 0)
            {
                // Equal weight gradients, and the Jacobians, are said of tanh.
                all &= Say($"  ∂C/∂W, largest over least {mean.WeightGradientSpread:F3}, at most {MostSpread}", mean.WeightGradientSpread <= MostSpread);
                bool near = mean.SingularValues.Zip(row.SingularValues).All(pair => Math.Abs(pair.First - pair.Second) <= Singular);
                all &= Say($"  singular values, ±{Singular}: {string.Join("  ", mean.SingularValues.Zip(row.SingularValues).Select(pair => $"{pair.First:F3} ({pair.Second:F3})"))}", near);
            }
        }

        return all;
    }

    private static bool Write(string name, ImmutableArray<double> found, double[] table, double unit, double share)
    {
        string numbers = "";
        bool holds = true;
        for (int l = 0; l < table.Length; l++)
        {
            (double value, double expected) = (unit * found[l], table[l]);

            // What is printed with a single digit, .001 and its like, says no more than that digit.
            double rounding = expected < 0.01 ? 5e-4 : 0;
            holds &= Math.Abs(value - expected) <= share * expected + rounding;
            numbers += $"  {value:G4} ({100 * (value / expected - 1):+0;-0;0})";
        }

        return Say($"  {name}:{numbers}", holds);
    }

    private static bool Say(string line, bool holds)
    {
        Console.WriteLine($"{line}  {(holds ? "pass" : "fail")}");
        return holds;
    }
}
