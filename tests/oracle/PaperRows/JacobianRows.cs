using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Tests.MeanField;

namespace Evenkeel.Tests.Oracle;

/// <summary>Pennington, Schoenholz and Ganguli's spread of squared singular values, 2017, at N = 400 and L = 50.</summary>
internal static class JacobianRows
{
    private const int Width = 400;
    private const int Depth = 50;

    /// <summary>The rows; at most <c>Errors</c> standard errors and <c>Share</c> of the prediction may lie between nets and theory.</summary>
    private static readonly (string Name, Activation Activation, bool IsOrthogonal, double SigmaW2, double SigmaB2, double Q, double Errors, double Share)[] Rows =
    [
        ("linear, independent", Activations.Linear, false, 1, 0, 1, 3, 0.05),
        ("linear, orthogonal", Activations.Linear, true, 1, 0, 1, 0, 0),
        ("relu, independent", Activations.Relu, false, 2, 0, 1, 3, 0.05),
        ("relu, orthogonal", Activations.Relu, true, 2, 0, 1, 3, 0.05),
        ("tanh q = .57, independent", Activations.Tanh, false, 1.760955, 0.05, 0.570048, 3, 0.05),
        ("tanh q = .57, orthogonal", Activations.Tanh, true, 1.760955, 0.05, 0.570048, 0, 0.05),
        ("tanh q = .0259, orthogonal", Activations.Tanh, true, 1.049912, 2e-5, 0.025874, 0, 0.05),
    ];

    /// <summary>Prints the table and says whether all rows hold.</summary>
    public static bool Write(int count)
    {
        Console.WriteLine($"Var s²/(mean s²)² of the Jacobian, N = {Width}, L = {Depth}, {count} nets a row");
        Console.WriteLine($"{"",-28} {"nets",10} {"± s.e.",9} {"wide",9} {"finite",9}  allowed, against wide");
        bool all = true;
        foreach (var row in Rows)
        {
            SignalLayer layer = new() { FanIn = Width, FanOut = Width, WeightVariance = row.SigmaW2 / Width, BiasVariance = row.SigmaB2, IsIndependent = !row.IsOrthogonal, IsOrthogonal = row.IsOrthogonal };
            SignalPath path = new(row.Activation, [.. Enumerable.Repeat(layer, Depth + 1)]);
            JacobianPrediction prediction = JacobianTheory.Predict(path, (row.Q - row.SigmaB2) / row.SigmaW2);
            (double mean, double error) = Measure(row.Activation, row.SigmaW2, row.SigmaB2, row.IsOrthogonal, row.Q, count);
            double allowed = row.Errors * error + row.Share * prediction.RelativeVariance + (row.Share == 0 ? 1e-6 : 0);
            bool holds = Math.Abs(mean - prediction.RelativeVariance) < allowed;
            all &= holds;
            Console.WriteLine($"{row.Name,-28} {mean,10:G4} {error,9:G2} {prediction.RelativeVariance,9:G4} {prediction.FiniteVariance,9:G4}  {allowed,8:G3} {(holds ? "pass" : "fail")}");
        }

        return all;
    }

    private static (double Mean, double Error) Measure(Activation activation, double sigmaW2, double sigmaB2, bool isOrthogonal, double q, int count)
    {
        JacobianNets nets = new(activation, sigmaW2, sigmaB2, isOrthogonal, Width, Depth);
        double[] values = [.. Enumerable.Range(0, count).Select(net => nets.Measure(q, Seed.FromInt64(net)).RelativeVariance)];
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (count - 1) / count));
    }
}
