using Evenkeel.MeanField.Integrals;

namespace Evenkeel.MeanField.Widths;

/// <summary>The series of what a layer's covariances between two samples are made of, for samples of one mean square.</summary>
internal sealed class LayerSeries
{
    /// <summary>Expands an activation for z ~ N(0, e^E y) of a layer's state.</summary>
    public LayerSeries(MomentStore store, LayerScatter layer)
    {
        Scatter = layer;
        NormalNodes nodes = store.Nodes(layer.Limit);
        double[] square = Product(nodes.Values, nodes.Values);
        HermiteSeries[] series = HermiteSeries.Of(
            nodes, nodes.Values, nodes.Slopes, square, Product(square, nodes.Values), Product(nodes.Slopes, nodes.Slopes));
        (Value, Slope, Square, Cube, SlopeSquare) = (series[0], series[1], series[2], series[3], series[4]);
    }

    /// <summary>The layer as one sample sees it.</summary>
    public LayerScatter Scatter { get; }

    /// <summary>φ.</summary>
    public HermiteSeries Value { get; }

    /// <summary>φ².</summary>
    public HermiteSeries Square { get; }

    /// <summary>φ³.</summary>
    public HermiteSeries Cube { get; }

    /// <summary>φ′.</summary>
    public HermiteSeries Slope { get; }

    /// <summary>φ′².</summary>
    public HermiteSeries SlopeSquare { get; }

    private static double[] Product(double[] left, double[] right)
    {
        double[] result = new double[left.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = left[i] * right[i];
        }

        return result;
    }
}
