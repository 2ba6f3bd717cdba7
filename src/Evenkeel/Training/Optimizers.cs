using Evenkeel.Graphs;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary>The optimizers by name.</summary>
public static class Optimizers
{
    private const double Momentum = 0.9;

    private static readonly (string Name, Func<Graph, Optimizer> Create)[] Table =
    [
        ("sgd", graph => new RuleOptimizer<SgdRule>(graph, (_, rate, decay) => new(rate, decay))),
        ("momentum", graph => new RuleOptimizer<MomentumRule>(graph, (_, rate, decay) => new(rate, decay, Momentum, nesterov: false))),
        ("nesterov", graph => new RuleOptimizer<MomentumRule>(graph, (_, rate, decay) => new(rate, decay, Momentum, nesterov: true))),
        ("rmsprop", graph => new RuleOptimizer<RmsPropRule>(graph, (_, rate, decay) => new(rate, decay))),
        ("adam", graph => new RuleOptimizer<AdamRule>(graph, (step, rate, decay) => new(step, rate, decay, decoupled: false))),
        ("adamw", graph => new RuleOptimizer<AdamRule>(graph, (step, rate, decay) => new(step, rate, decay, decoupled: true))),
    ];

    /// <summary>The names: batch or stochastic gradient descent, momentum 0.9, Nesterov's, RMSProp, Adam, AdamW.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Table.Select(entry => entry.Name)];

    /// <summary>Makes an optimizer.</summary>
    /// <param name="name">One of <see cref="All"/>, in any case.</param>
    /// <param name="graph">Whose parameters it will change.</param>
    /// <returns>An optimizer that remembers nothing yet.</returns>
    /// <exception cref="FormatException">The name is unknown; the nearest is suggested.</exception>
    public static Optimizer Create(string name, Graph graph)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach ((string known, Func<Graph, Optimizer> create) in Table)
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
            {
                return create(graph);
            }
        }

        throw new FormatException($"Unknown optimizer '{name}'.{Spelling.Suggestion(name, All)}");
    }
}
