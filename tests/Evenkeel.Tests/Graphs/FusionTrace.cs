using Evenkeel.Graphs;
using Evenkeel.Tests.Numerics;

namespace Evenkeel.Tests.Graphs;

/// <summary>What a training run computed, by name.</summary>
internal sealed class FusionTrace(Plan plan)
{
    private readonly Dictionary<string, float[]> tensors = [];
    private readonly List<double> losses = [];

    public void AddLoss() => losses.Add(plan.Loss());

    /// <summary>Adds the parameters, and all gradients and values that the plan left readable.</summary>
    public void AddWhatIsLeft()
    {
        for (int i = 0; i < plan.Graph.Parameters.Length; i++)
        {
            string name = plan.Graph.Parameters[i].Name;
            tensors.Add(name, plan.Parameters[new(i)].ToArray());
            if (plan.ParameterFinish(new(i)) is null) tensors.Add($"gradient of {name}", plan.ParameterGradient(new(i)).ToArray());
        }

        for (int i = 0; i < plan.Graph.Values.Length; i++)
        {
            if (Readable(() => plan.Value(new(i)).ToArray()) is { } value) tensors.Add($"value {plan.Graph.Values[i].Name}", value);
            if (plan.WantsGradient(new(i)) && Readable(() => plan.Gradient(new(i)).ToArray()) is { } gradient) tensors.Add($"gradient of value {plan.Graph.Values[i].Name}", gradient);
        }
    }

    /// <summary>Requires the bits of a run that kept everything, wherever this one kept something too.</summary>
    public void ShouldHaveTheBitsOf(FusionTrace whole, string how)
    {
        losses.ShouldBe(whole.losses, how);
        foreach ((string name, float[] values) in tensors) Bits.ShouldBeSame(values, whole.tensors[name], $"{how}: {name}");
    }

    /// <summary>Requires that a parameter differs from where it started, since runs that do nothing are all alike.</summary>
    public void ShouldHaveMoved(ParameterStore start)
    {
        losses.ShouldAllBe(loss => double.IsFinite(loss));
        Enumerable.Range(0, start.Count).Any(i => !start[new(i)].SequenceEqual(tensors[plan.Graph.Parameters[i].Name])).ShouldBeTrue();
    }

    private static float[]? Readable(Func<float[]> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
