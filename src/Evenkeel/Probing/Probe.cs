using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Probing;

/// <summary>Reads what every hidden layer of a network does on a batch, forward and backward, at this moment.</summary>
/// <remarks>
/// It reads whatever the parameters hold, so it serves at any step of a training that changes them. What it reads is the same for any
/// number of threads, and numbers that are not finite are read like others: they show as NaN or infinity, and never throw.
/// </remarks>
public sealed class Probe
{
    private readonly Network network;
    private readonly Plan plan;
    private readonly LayerMeasures measures;
    private ParameterStore? after;
    private bool hasRead;

    /// <summary>Prepares to read.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters, read anew at each reading and never changed.</param>
    /// <param name="rows">The most samples in a batch; ≥ 1.</param>
    /// <param name="workers">Who shares the work.</param>
    public Probe(Network network, ParameterStore parameters, int rows, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(network);
        this.network = network;
        ImmutableArray<ValueId>.Builder retain = ImmutableArray.CreateBuilder<ValueId>();
        retain.Add(network.Output);
        foreach (NetworkLayer layer in network.HiddenLayers)
        {
            retain.Add(layer.PreActivation);
            retain.Add(layer.Activation);
        }

        plan = new(network.Graph, parameters, new() { BatchSize = rows, Retain = retain.ToImmutable(), Workers = workers });
        measures = new(network, plan);
    }

    /// <summary>What the last reading ran: it holds inputs, targets, outputs, z and a of every hidden layer and all gradients, for what a reading leaves out.</summary>
    public Plan Plan => plan;

    /// <summary>Reads the network on some samples, and the batch as theory sees it.</summary>
    /// <param name="data">Where the samples are.</param>
    /// <param name="rows">Which; no more than the probe was made for.</param>
    /// <param name="histograms">Whether to count values into histograms too.</param>
    /// <returns>The readings of all hidden layers.</returns>
    public NetworkReading Read(IDataSet data, ReadOnlySpan<int> rows, bool histograms) => Read(data, rows, Readings.Batch | (histograms ? Readings.Histograms : Readings.Moments));

    /// <summary>Reads the network on some samples.</summary>
    /// <param name="data">Where the samples are.</param>
    /// <param name="rows">Which; no more than the probe was made for.</param>
    /// <param name="readings">What to read beside what is always read.</param>
    /// <param name="step">
    /// A step whose update is to be measured: an optimizer that has begun it. It changes a copy of the weights; what it remembers of gradients it keeps,
    /// so a training goes on with another. Null for none.
    /// </param>
    /// <returns>The readings of all hidden layers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples, or more than the probe was made for.</exception>
    public NetworkReading Read(IDataSet data, ReadOnlySpan<int> rows, Readings readings, IParameterUpdate? step = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        plan.Begin(rows.Length);
        data.Read(rows, plan.Input(network.Input), plan.Input(network.Target));
        plan.Forward();
        plan.Backward();
        hasRead = true;
        return measures.Take(readings, step is null ? null : Take(step));
    }

    /// <summary>The singular values of a layer's Jacobian at a sample of the last reading: how z of the following layer answers to z of this one.</summary>
    /// <param name="layer">A hidden layer's number l, from 1; of the last one the following is the output layer.</param>
    /// <param name="row">The sample's place in the batch that was read last, from 0.</param>
    /// <returns>The singular values of <c>∂z⁽ˡ⁺¹⁾/∂z⁽ˡ⁾ = D⁽ˡ⁾·W⁽ˡ⁺¹⁾</c>, D the slopes, largest first; all NaN where a weight or slope is not finite.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such hidden layer, or no such sample.</exception>
    /// <exception cref="InvalidOperationException">Nothing has been read.</exception>
    /// <remarks>Their mean is what X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010, report.</remarks>
    public ImmutableArray<double> LayerJacobian(int layer, int row)
    {
        if (!hasRead) throw new InvalidOperationException($"Nothing has been read; call {nameof(Read)} first.");
        ArgumentOutOfRangeException.ThrowIfLessThan(layer, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layer, network.HiddenLayers.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, plan.Rows);
        return [.. NetworkJacobian.OfLayer(network, plan, layer, row)];
    }

    /// <summary>Takes a step on a copy of the weights.</summary>
    private ImmutableArray<double> Take(IParameterUpdate step)
    {
        after ??= new(network.Graph);
        after.CopyFrom(plan.Parameters);
        foreach (NetworkLayer layer in network.Layers) step.Apply(layer.Weight, 0, after[layer.Weight], plan.ParameterGradient(layer.Weight));
        return UpdateRatios.Of(plan.Parameters, after, network);
    }
}
