using Evenkeel.Data;
using Evenkeel.Networks;

namespace Evenkeel.Experiments;

/// <summary>What a network that knows nothing achieves.</summary>
/// <param name="Loss">ln C for C classes and cross-entropy; null where there is no such number.</param>
/// <param name="Accuracy">The share of the commonest class among the samples that judge, at least 1/C; null for a regression.</param>
public readonly record struct Chance(double? Loss, double? Accuracy)
{
    private const int Stretch = 256;

    /// <summary>Finds out.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples that judge it.</param>
    /// <returns>Loss and accuracy without knowledge.</returns>
    public static Chance Of(Network network, IDataSet data)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        if (network.Classes == 0)
        {
            return new(null, null);
        }

        int[] counts = new int[network.Classes];
        float[] inputs = new float[Stretch * data.InputShape.Count];
        float[] targets = new float[Stretch];
        int[] rows = new int[Stretch];
        for (int start = 0; start < data.Count; start += Stretch)
        {
            int count = Math.Min(Stretch, data.Count - start);
            for (int i = 0; i < count; i++)
            {
                rows[i] = start + i;
            }

            data.Read(rows.AsSpan(0, count), inputs.AsSpan(0, count * data.InputShape.Count), targets.AsSpan(0, count));
            foreach (float target in targets.AsSpan(0, count))
            {
                counts[(int)target]++;
            }
        }

        return new(network.ChanceLoss, Math.Max(1.0 / network.Classes, (double)counts.Max() / data.Count));
    }
}
