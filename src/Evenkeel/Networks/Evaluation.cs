namespace Evenkeel.Networks;

/// <summary>How well a network does on a data set.</summary>
/// <param name="Loss">The mean loss; not finite where the network has diverged.</param>
/// <param name="Correct">Samples whose class it names; 0 for a regression.</param>
/// <param name="Count">Samples in all.</param>
public readonly record struct Evaluation(double Loss, int Correct, int Count)
{
    /// <summary>The share of samples whose class it names, 0 … 1.</summary>
    public double Accuracy => (double)Correct / Count;
}
