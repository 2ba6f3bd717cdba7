using Evenkeel.Graphs;
using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary>An optimizer made of one rule for each weight, and of what it remembers.</summary>
/// <param name="graph">Says which parameters there are.</param>
/// <param name="ruleAt">The rule of step t (from 1) at a learning rate and a weight decay.</param>
internal sealed class RuleOptimizer<TRule>(Graph graph, Func<int, double, double, TRule> ruleAt) : Optimizer
    where TRule : struct, IUpdateRule
{
    private readonly ParameterStore? first = TRule.Memories > 0 ? new(graph) : null;
    private readonly ParameterStore? second = TRule.Memories > 1 ? new(graph) : null;
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

    public override void Apply(ParameterId parameter, int start, Span<float> values, ReadOnlySpan<float> gradient)
    {
        if (steps == 0) throw new InvalidOperationException($"No step has begun; call {nameof(Begin)} with the learning rate before parameters are changed.");
        if (gradient.Length != values.Length) throw new ArgumentException($"There are {values.Length} values but {gradient.Length} gradients; each value needs one.", nameof(gradient));
        UpdateLoop.Run(
            decays[parameter.Index] ? withDecay : withoutDecay, values, gradient, Of(first, parameter, start, values.Length), Of(second, parameter, start, values.Length));
    }

    private static Span<float> Of(ParameterStore? store, ParameterId parameter, int start, int length) =>
        store is null ? default : store[parameter].Slice(start, length);
}
