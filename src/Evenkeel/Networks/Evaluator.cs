using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Numerics;

namespace Evenkeel.Networks;

/// <summary>Judges a network on a data set, any number of times, without allocating.</summary>
public sealed class Evaluator
{
    private const int Batch = 100;

    private readonly Network network;
    private readonly IDataSet data;
    private readonly Plan plan;
    private readonly int[] rows;

    /// <summary>Prepares to judge.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters, read anew at each evaluation.</param>
    /// <param name="data">The samples to judge by.</param>
    /// <param name="workers">Who shares the work.</param>
    public Evaluator(Network network, ParameterStore parameters, IDataSet data, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        (this.network, this.data) = (network, data);
        int batch = Math.Min(Batch, data.Count);
        plan = new(network.Graph, parameters, new() { BatchSize = batch, Mode = PlanMode.Evaluate, Retain = [network.Output], Workers = workers });
        rows = new int[batch];
    }

    /// <summary>Runs all samples through the network.</summary>
    /// <returns>Loss and accuracy.</returns>
    public Evaluation Evaluate()
    {
        double loss = 0;
        int correct = 0;
        for (int start = 0; start < data.Count; start += rows.Length)
        {
            Span<int> batch = rows.AsSpan(0, Math.Min(rows.Length, data.Count - start));
            for (int i = 0; i < batch.Length; i++)
            {
                batch[i] = start + i;
            }

            plan.Begin(batch.Length);
            data.Read(batch, plan.Input(network.Input), plan.Input(network.Target));
            plan.Forward();
            loss += plan.Loss() * batch.Length;
            correct += network.CountCorrect(plan);
        }

        return new(loss / data.Count, correct, data.Count);
    }
}
