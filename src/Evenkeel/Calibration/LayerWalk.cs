using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Calibration;

/// <summary>A batch on its way through a network, layer by layer, while the weights of the layer it stands before are still being changed.</summary>
internal sealed class LayerWalk
{
    private readonly Network network;
    private readonly ParameterStore parameters;
    private readonly Workers workers;
    private readonly int rows;
    private float[] signal;
    private float[] outputs = [];
    private float[] stream = [];

    public LayerWalk(Network network, ParameterStore parameters, IDataSet data, ReadOnlySpan<int> rows, Workers workers)
    {
        if (rows.IsEmpty)
        {
            throw new ArgumentException("A start that looks at data needs 1 sample or more, but got none.", nameof(rows));
        }

        (this.network, this.parameters, this.workers, this.rows) = (network, parameters, workers, rows.Length);
        signal = new float[rows.Length * data.InputShape.Count];
        float[] targets = new float[rows.Length * data.TargetSize];
        data.Read(rows, signal, targets);
        Inputs = Moments.Of(signal);
        Targets = Moments.Of(targets);
    }

    /// <summary>Of all inputs of all samples.</summary>
    public Moments Inputs { get; }

    /// <summary>Of all target values of all samples.</summary>
    public Moments Targets { get; }

    /// <summary>z of a layer, [rows, units], from the signal that has come to it.</summary>
    public ReadOnlySpan<float> PreActivations(NetworkLayer layer)
    {
        if (outputs.Length != rows * layer.Width)
        {
            outputs = new float[rows * layer.Width];
        }

        LayerProduct.Forward(signal, parameters[layer.Weight], layer.Bias is { } bias ? parameters[bias] : [], outputs, rows, null, workers);
        return outputs;
    }

    /// <summary>Goes behind a layer, with its weights as they are.</summary>
    public void Pass(NetworkLayer layer)
    {
        stream = layer.Place == 1 ? signal : stream;
        ReadOnlySpan<float> z = PreActivations(layer);
        if (layer.IsBranchEnd) Elementwise.Run(default(Added), stream, z, outputs);
        else network.Function.Apply(z, outputs);
        (signal, outputs) = (outputs, []);
    }

    /// <summary>Multiplies values.</summary>
    public static void Scale(Span<float> values, double factor)
    {
        foreach (ref float value in values)
        {
            value = (float)(factor * value);
        }
    }
}
