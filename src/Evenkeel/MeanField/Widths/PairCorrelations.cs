namespace Evenkeel.MeanField.Widths;

/// <summary>How the pairs of a batch correlate from layer to layer, in the limit of infinite width.</summary>
internal static class PairCorrelations
{
    /// <summary>The mean over pairs for each hidden layer; null from where on theory has no number, and for one sample.</summary>
    /// <param name="store">The activation.</param>
    /// <param name="path">The stack.</param>
    /// <param name="input">What goes in.</param>
    /// <remarks>The map bends, so the mean is over the pairs' own ways, a few that stand for all: their input cosines in order, in equal groups.</remarks>
    public static double?[] Of(MomentStore store, SignalPath path, SignalInput input)
    {
        double?[] means = new double?[path.Layers.Length - 1];
        double[] correlations = Groups(input);
        if (correlations.Length == 0)
        {
            return means;
        }

        double power = input.SecondMoment;
        double[] products = [.. correlations.Select(c => c * power)];
        for (int l = 0; l < means.Length; l++)
        {
            SignalLayer layer = path.Layers[l];
            double q = layer.SigmaW2 * power + layer.BiasVariance;
            if (!(q > 0 && double.IsFinite(q)) || !store.Moments(q).AreUsable)
            {
                break;
            }

            HermiteSeries values = HermiteSeries.Of(store.Nodes(q), store.Nodes(q).Values)[0];
            double sum = 0;
            for (int i = 0; i < products.Length; i++)
            {
                double c = Math.Clamp((layer.SigmaW2 * products[i] + layer.BiasVariance) / q, -1, 1);
                sum += c;
                products[i] = values.Product(values, c, isSame: true);
            }

            means[l] = sum / products.Length;
            power = store.Moments(q).Second;
        }

        return means;
    }

    private const int MostGroups = 8;

    private static double[] Groups(SignalInput input)
    {
        List<double> cosines = [];
        for (int i = 0; i < input.Samples; i++)
        {
            for (int j = 0; j < i; j++)
            {
                cosines.Add(input.Cosines[i * input.Samples + j]);
            }
        }

        cosines.Sort();
        double[] groups = new double[Math.Min(MostGroups, cosines.Count)];
        for (int group = 0; group < groups.Length; group++)
        {
            (int first, int end) = (group * cosines.Count / groups.Length, (group + 1) * cosines.Count / groups.Length);
            for (int i = first; i < end; i++)
            {
                groups[group] += cosines[i] / (end - first);
            }
        }

        return groups;
    }
}
