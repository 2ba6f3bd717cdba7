namespace Evenkeel.Training;

/// <summary>How a network is trained.</summary>
public sealed record TrainingSpec
{
    /// <summary>The optimizer's name in <see cref="Optimizers.All"/>.</summary>
    public string Optimizer { get; init; } = "sgd";

    /// <summary>The learning rate before the schedule; > 0.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>How the learning rate changes, as <see cref="LearningRateSchedule.Parse"/> reads it.</summary>
    public string Schedule { get; init; } = "constant";

    /// <summary>Samples a step; 0 for all of them: batch gradient descent.</summary>
    public int Batch { get; init; } = 100;

    /// <summary>Passes over the data; ≥ 0.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Steps, instead of epochs; null to count epochs.</summary>
    public int? Steps { get; init; }

    /// <summary>How strongly weights (not biases) are pulled to zero; ≥ 0. Added to the gradient as <c>λw</c>, but by adamw taken from the weight directly.</summary>
    public double WeightDecay { get; init; }

    /// <summary>The largest norm of the whole gradient, to which a larger one is scaled down; null for no limit.</summary>
    public double? Clip { get; init; }

    /// <summary>The order of the samples.</summary>
    public Shuffle Shuffle { get; init; }
}
