namespace Evenkeel.Lab.Sessions;

/// <summary>What a session waits for.</summary>
internal enum SliceEndKind
{
    /// <summary>Its next turn: it has work.</summary>
    Ready,

    /// <summary>A moment.</summary>
    Later,

    /// <summary>Somebody who wakes it.</summary>
    Idle,

    /// <summary>Nothing: it is gone.</summary>
    Closed,
}
