using Evenkeel.MeanField;

namespace Evenkeel.Tests.MeanField;

/// <summary>Counts how often bands hold what is measured, forward and backward, by thirds of the depth.</summary>
internal sealed class Coverage
{
    private readonly int[,,] counts = new int[2, 3, 2];

    /// <summary>Counts one network.</summary>
    public void Add(SignalPrediction prediction, double[] forward, double[] backward)
    {
        for (int l = 0; l < forward.Length; l++)
        {
            Add(0, 3 * l / forward.Length, prediction.Layers[l].Forward.Holds(forward[l]));

            // The last hidden layer's gradient is divided by itself. Where the outputs are so large that p − y rounds to 0, there is none.
            Add(1, 3 * l / forward.Length, l < forward.Length - 1 && double.IsFinite(backward[l]) ? prediction.Layers[l].Backward.Holds(backward[l]) : null);
        }
    }

    /// <summary>The share of measurements that a band held, in percent.</summary>
    public double Percent(bool isForward, int third)
    {
        int side = isForward ? 0 : 1;
        return 100.0 * counts[side, third, 1] / (counts[side, third, 0] + counts[side, third, 1]);
    }

    public override string ToString() => string.Join("; ", new[] { true, false }.Select(isForward =>
        $"{(isForward ? "forward" : "backward")} {string.Join(", ", Enumerable.Range(0, 3).Select(third => FormattableString.Invariant($"{Percent(isForward, third):F1} % of {counts[isForward ? 0 : 1, third, 0] + counts[isForward ? 0 : 1, third, 1]}")))}"));

    private void Add(int side, int third, bool? holds)
    {
        if (holds is { } held)
        {
            counts[side, third, held ? 1 : 0]++;
        }
    }
}
