namespace Evenkeel.Networks;

/// <summary>What a network is trained to make small.</summary>
public enum LossKind
{
    /// <summary>Cross-entropy: of a softmax over classes, or of a sigmoid where there is one output.</summary>
    CrossEntropy,

    /// <summary>The mean squared error; of class labels as zeros and ones where the target is a class.</summary>
    MeanSquaredError,

    /// <summary>The hinge of a support vector machine.</summary>
    Hinge,
}
