using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Probing;

/// <summary>The loss of a network that knows nothing.</summary>
internal static class IgnorantLoss
{
    /// <summary>Computes it.</summary>
    /// <param name="network">Says what is lost.</param>
    /// <param name="targets">The batch's targets: class indices or numbers [samples, outputs].</param>
    public static double Of(Network network, ReadOnlySpan<float> targets) => network.Spec.Loss switch
    {
        LossKind.CrossEntropy => Elementary.Log(Math.Max(2, network.Outputs)),
        LossKind.Hinge => network.Outputs == 1 ? 1 : (network.Outputs - 1.0) / network.Outputs,
        _ => network.Classes > 0 && network.Outputs > 1 ? ClassVariance(targets, network.Outputs) : Variance(targets, network.Outputs),
    };

    /// <summary>The mean over the outputs of the variance over the samples.</summary>
    private static double Variance(ReadOnlySpan<float> targets, int outputs)
    {
        int rows = targets.Length / outputs;
        double total = 0;
        for (int j = 0; j < outputs; j++)
        {
            double mean = 0, square = 0;
            for (int i = j; i < targets.Length; i += outputs) mean += targets[i];
            mean /= rows;
            for (int i = j; i < targets.Length; i += outputs) square += (targets[i] - mean) * (targets[i] - mean);
            total += square / rows;
        }

        return total / outputs;
    }

    /// <summary>The same for classes as zeros and ones: the mean of p(1 − p), p the share of each class.</summary>
    private static double ClassVariance(ReadOnlySpan<float> classes, int count)
    {
        double squares = 0;
        for (int c = 0; c < count; c++)
        {
            int members = 0;
            foreach (float target in classes) members += target == c ? 1 : 0;
            squares += (double)members / classes.Length * members / classes.Length;
        }

        return (1 - squares) / count;
    }
}
