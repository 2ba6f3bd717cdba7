using Evenkeel.Experiments.Studies;

namespace Evenkeel.Sweeps;

/// <summary>Guesses how much work a trial is beside others, for the estimate of the time left.</summary>
internal static class TrialCost
{
    /// <summary>What stands for the widths and counts of data that is not at hand.</summary>
    private const double Inputs = 100, Outputs = 10, Samples = 1000;

    /// <summary>A step's work that does not grow with the network, in multiplications.</summary>
    private const double Fixed = 20_000;

    /// <summary>Multiplications of all steps.</summary>
    public static double Of(TrialSpec spec)
    {
        (double weights, double width) = (0, Inputs);
        foreach (int next in spec.Network.Hidden)
        {
            weights += width * next;
            width = next;
        }

        double samples = spec.Data.Train ?? Samples, batch = spec.Training.Batch == 0 ? samples : spec.Training.Batch;
        double steps = spec.Training.Steps ?? spec.Training.Epochs * Math.Max(1, samples / batch);
        return Fixed + steps * (3 * batch * (weights + width * Outputs) + Fixed);
    }
}
