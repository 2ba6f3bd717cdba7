namespace Evenkeel.Lab.Sessions;

/// <summary>Something that the engine's threads run in slices, one thread at a time.</summary>
internal abstract class EngineTask
{
    /// <summary>Where the engine has it; the engine's to change, under its lock.</summary>
    internal EngineState State { get; set; } = EngineState.Idle;

    /// <summary>Whether it was woken while it ran.</summary>
    internal bool WokenMeanwhile { get; set; }

    /// <summary>Engine time that it has had, and what it was credited on waking, so that the one with the least is next.</summary>
    internal long Used { get; set; }

    /// <summary>Works for a while, or until there is nothing to do.</summary>
    /// <param name="slice">How long, in ticks of the time provider; a piece of work that is begun within is finished.</param>
    /// <param name="spent">How long it has worked, interruptions by the machine left out.</param>
    internal abstract SliceEnd Run(long slice, out long spent);

    /// <summary>Hears that a slice has failed, which is a fault in the program; it is run no more.</summary>
    internal abstract void Fail(Exception failure);
}
