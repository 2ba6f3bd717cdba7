using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Evenkeel.Tests.MeanField;

namespace Evenkeel.Tests.Oracle;

/// <summary>How often 95 % bands hold what real networks do, as FiniteWidthTests draw them.</summary>
internal static class BandCoverage
{
    /// <summary>Prints both tables and says whether all shares lie within their limits.</summary>
    public static bool Write(int specs)
    {
        bool single = Write($"one input, {specs} stacks × 20 networks", seed: 5, specs, networks: 20, rows: 1, (92, 98));
        int fewer = Math.Max(1, 3 * specs / 10);
        return Write($"batches of 32, {fewer} stacks × 10 networks", seed: 9, fewer, networks: 10, rows: 32, (90, 99)) && single;
    }

    private static bool Write(string title, long seed, int specs, int networks, int rows, (double Least, double Most) limits)
    {
        Coverage coverage = new();
        RandomSequence sequence = Seed.FromInt64(seed).Sequence();
        int drawn = 0;
        for (int spec = 0; spec < specs; drawn++)
        {
            WidthStack stack = WidthStack.Random(ref sequence, rows);
            SignalPrediction prediction = FiniteWidth.Predict(stack.Path, stack.Input);

            // Outside its range of validity theory gives no band, and there is nothing to cover.
            if (prediction.Layers.Any(layer => layer.Forward.Low is null))
            {
                continue;
            }

            for (int network = 0; network < networks; network++)
            {
                (double[] forward, double[] backward) = stack.Measure(Seed.FromInt64(1000 + spec).For(network));
                coverage.Add(prediction, forward, backward);
            }

            spec++;
        }

        Console.WriteLine($"{title}; {drawn - specs} more stacks have no band; share inside the 95 % band, {limits.Least} to {limits.Most} % allowed");
        Console.WriteLine($"{"",-10} {"first",8} {"middle",8} {"last",8}");
        bool all = true;
        foreach (bool isForward in (bool[])[true, false])
        {
            double[] shares = [.. Enumerable.Range(0, 3).Select(third => coverage.Percent(isForward, third))];
            bool holds = shares.All(share => share >= limits.Least && share <= limits.Most);
            all &= holds;
            Console.WriteLine($"{(isForward ? "forward" : "backward"),-10} {shares[0],7:F1}% {shares[1],7:F1}% {shares[2],7:F1}% {(holds ? "pass" : "fail")}");
        }

        return all;
    }
}
