using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Diagnosis;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Probing;
using Evenkeel.Training;

namespace Evenkeel.Tests.Oracle;

/// <summary>Whether a random network learns, and what the rules say of its start.</summary>
/// <param name="Net">The network.</param>
/// <param name="Rate">The learning rate that trains it; null where none of the listed ones does.</param>
/// <param name="Findings">What the rules find, at that rate where there is one.</param>
public sealed record NetVerdict(RandomNet Net, double? Rate, ImmutableArray<Finding> Findings)
{
    private const int BatchRows = 200;

    /// <summary>The findings that say something is wrong.</summary>
    public IEnumerable<Finding> Warnings => Findings.Where(finding => finding.Severity > Severity.Info);

    /// <summary>Trains a network and examines its start.</summary>
    /// <param name="number">Which.</param>
    /// <param name="data">What it learns.</param>
    /// <returns>Null where its scheme cannot serve its layers.</returns>
    public static NetVerdict? Of(int number, IDataSet data)
    {
        RandomNet net = RandomNet.Of(number);
        Network network = net.For(data);
        IInitializer initializer = Initializers.Parse(net.Scheme);
        if (network.Refusal(initializer) is not null)
        {
            return null;
        }

        double? rate = net.RateThatTrains(data);
        int[] rows = [.. Enumerable.Range(0, BatchRows)];
        Optimizer optimizer = Optimizers.Create("sgd", network.Graph);
        optimizer.Begin(rate ?? 0, 0);
        NetworkReading first = new Probe(network, net.Start(network), BatchRows, Workers.One).Read(data, rows, Readings.All & ~Readings.Histograms, rate is null ? null : optimizer);
        Evidence evidence = new Evidence(network, first) { Initializer = initializer, LearningRate = rate, Optimizer = rate is null ? null : "sgd" };
        return new(net, rate, Rules.Examine(evidence.WithTheory(network.SignalPath(initializer))));
    }
}
