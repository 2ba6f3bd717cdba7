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
    private readonly bool[] decays = [.. graph.Parameters.Select(parameter => parameter.Weights is not null)];
    private TRule withDecay;
    private TRule withoutDecay;
    private int steps;

    public override void Begin(double rate, double weightDecay)
    {
        steps++;
        withoutDecay = ruleAt(steps, rate, 0);
        withDecay = weightDecay == 0 ? withoutDecay : ruleAt(steps, rate, weightDecay);
    }

    public override void Apply(ParameterId parameter, int start, Span<float> values, ReadOnlySpan<float> gradient) => UpdateLoop.Run(
        decays[parameter.Index] ? withDecay : withoutDecay, values, gradient, Of(first, parameter, start, values.Length), Of(second, parameter, start, values.Length));

    private static Span<float> Of(ParameterStore? store, ParameterId parameter, int start, int length) =>
        store is null ? default : store[parameter].Slice(start, length);
}
