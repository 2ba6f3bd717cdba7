namespace Evenkeel.Lab.Questions;

/// <summary>A schedule as an expression of a PyTorch script, in <c>step</c> and <c>STEPS</c>.</summary>
internal static class TorchSchedule
{
    /// <summary>Writes the expression.</summary>
    /// <param name="schedule">As <see cref="Training.LearningRateSchedule.Parse"/> reads it.</param>
    public static string Of(string schedule) => string.Join(" * ", schedule.Split('+').Select(part => One(part.Trim())));

    private static string One(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        string[] arguments = open < 0 ? [] : [.. text[(open + 1)..^1].Split(',').Select(argument => argument.Trim())];
        return (open < 0 ? text : text[..open].Trim()) switch
        {
            "step" => $"{arguments[1]} ** ((step - 1) // {arguments[0]})",
            "cosine" => Cosine(arguments.Length == 0 ? "0.0" : arguments[0]),
            "warmup" => $"min(1.0, step / {arguments[0]})",
            _ => "1.0",
        };
    }

    private static string Cosine(string floor) => $"({floor} + (1 - {floor}) * 0.5 * (1 + torch.cos(torch.tensor(3.141592653589793 * (step - 1) / max(1, STEPS))).item()))";
}
