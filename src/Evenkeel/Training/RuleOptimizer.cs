using Evenkeel.Graphs;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary>An optimizer made of one rule for each weight, and of what it remembers.</summary>
/// <param name="graph">Says which parameters there are.</param>
/// <param name="memories">How many numbers it remembers of each weight: 0, 1 or 2.</param>
/// <param name="ruleAt">The rule of step t (from 1) at a learning rate and a weight decay.</param>
internal sealed class RuleOptimizer<TRule>(Graph graph, int memories, Func<int, double, double, TRule> ruleAt) : Optimizer
    where TRule : struct, IUpdateRule
{
    private readonly ParameterStore? first = memories > 0 ? new(graph) : null;
    private readonly ParameterStore? second = memories > 1 ? new(graph) : null;
    private int steps;

    public override void Update(Plan plan, double rate, double weightDecay)
    {
        steps++;
        for (int i = 0; i < graph.Parameters.Length; i++)
        {
            ParameterId id = new(i);
            TRule rule = ruleAt(steps, rate, graph.Parameters[i].Weights is null ? 0 : weightDecay);
            UpdateLoop.Run(rule, plan.Parameters[id], plan.ParameterGradient(id), Of(first, id), Of(second, id));
        }
    }

    private static Span<float> Of(ParameterStore? store, ParameterId id) => store is null ? default : store[id];
}
