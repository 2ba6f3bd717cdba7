namespace Evenkeel.Lab.Questions;

/// <summary>What an answer needs is being made for another visitor; ask again once it is there, and hold no place meanwhile.</summary>
/// <param name="made">Ends when it is there, or has failed.</param>
internal sealed class BeingMadeException(Task made) : Exception("It is being made for another visitor.")
{
    public Task Made => made;
}
