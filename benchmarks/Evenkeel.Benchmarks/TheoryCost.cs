using System.Diagnostics;
using System.Globalization;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks;

/// <summary>What theory costs: fixed points, phase diagrams and predictions of finite width, of every activation, on one thread.</summary>
internal static class TheoryCost
{
    private const int Rounds = 5;
    private const int Cells = 200;
    private const int Width = 300;

    private static readonly double[] Axis = [.. Enumerable.Range(0, Cells).Select(i => 4.0 * i / (Cells - 1))];

    /// <summary>Prints the table.</summary>
    public static void Run()
    {
        float[] inputs = new float[100 * Width];
        Draw.Normal(inputs, 1, 0, 1);
        (string Name, Action<Activation> Work)[] columns =
        [
            ("fixed points", activation => new SignalMap(activation, 1.5, 0.1).FixedPoints()),
            ("diagram", activation => PhaseDiagram.Of(activation, Axis, Axis)),
            ("1 input, 4", activation => FiniteWidth.Predict(Path(activation, 4), SignalInput.One(1))),
            ("1 input, 50", activation => FiniteWidth.Predict(Path(activation, 50), SignalInput.One(1))),
            ("batch, 4", activation => FiniteWidth.Predict(Path(activation, 4), SignalInput.Of(inputs, 100, Width))),
            ("batch, 50", activation => FiniteWidth.Predict(Path(activation, 50), SignalInput.Of(inputs, 100, Width))),
        ];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"σw² = 1.5, σb² = 0.1; diagrams of {Cells}×{Cells} points; stacks of 4 and 50 layers of {Width} units; milliseconds on one thread: the first, then the median of {Rounds}, or one more of what takes over a second"));
        Console.WriteLine($"{"",-16}{string.Concat(columns.Select(column => $"{column.Name,19}"))}");
        double[] slowest = new double[columns.Length];
        foreach (Activation activation in Activations.All)
        {
            Console.Write($"{activation.Name,-16}");
            for (int i = 0; i < columns.Length; i++)
            {
                (double first, double median) = Time(columns[i].Work, activation);
                slowest[i] = Math.Max(slowest[i], median);
                Console.Write(string.Create(CultureInfo.InvariantCulture, $" {first,9:F2} {median,8:F2}"));
            }

            Console.WriteLine();
        }

        Console.WriteLine($"{"slowest median",-16}{string.Concat(slowest.Select(time => string.Create(CultureInfo.InvariantCulture, $" {time,18:F2}")))}");
    }

    private static (double First, double Median) Time(Action<Activation> work, Activation activation)
    {
        double first = TimeOnce(work, activation);

        // What takes a second is compiled, and shows in one more round what five would.
        double[] times = new double[first > 1000 ? 1 : Rounds];
        for (int round = 0; round < times.Length; round++)
        {
            times[round] = TimeOnce(work, activation);
        }

        Array.Sort(times);
        return (first, times[times.Length / 2]);
    }

    private static double TimeOnce(Action<Activation> work, Activation activation)
    {
        long start = Stopwatch.GetTimestamp();
        work(activation);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static SignalPath Path(Activation activation, int depth)
    {
        SignalLayer layer = new() { FanIn = Width, FanOut = Width, WeightVariance = 1.5 / Width, BiasVariance = 0.1 };
        return new(activation, [.. Enumerable.Repeat(layer, depth + 1)]);
    }
}
