using Evenkeel.Numerics;

namespace Evenkeel.Training;

/// <summary>What an optimizer does to one weight: the same formula at every width of the lanes.</summary>
internal interface IUpdateRule
{
    /// <summary>How many numbers it remembers of each weight: 0, 1 or 2.</summary>
    static abstract int Memories { get; }

    /// <summary>How far a step is from its formula at most.</summary>
    UpdateError Error { get; }

    /// <summary>Changes a weight by its gradient and up to two numbers that the optimizer remembers of it.</summary>
    void Apply<T>(ref T weight, T gradient, ref T first, ref T second)
        where T : struct, ILanes<T>;
}
