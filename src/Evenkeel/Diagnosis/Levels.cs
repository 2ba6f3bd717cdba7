namespace Evenkeel.Diagnosis;

/// <summary>The three numbers at which a finding becomes worth knowing, a warning and an error.</summary>
/// <param name="Notice">Beyond it, worth knowing.</param>
/// <param name="Limit">Beyond it, a warning.</param>
/// <param name="Grave">Beyond it, an error.</param>
internal readonly record struct Levels(double Notice, double Limit, double Grave)
{
    /// <summary>The severity of a number that should be small, and the level it passed; null where it passed none.</summary>
    public (Severity Severity, double Limit)? Above(double measured) =>
        double.IsNaN(measured) || measured <= Notice ? null : At(measured > Limit, measured > Grave);

    /// <summary>The severity of a number that should be large, and the level it fell below; null where it fell below none.</summary>
    public (Severity Severity, double Limit)? Below(double measured) =>
        double.IsNaN(measured) || measured >= Notice ? null : At(measured < Limit, measured < Grave);

    private (Severity Severity, double Limit) At(bool isLimit, bool isGrave) =>
        isGrave ? (Severity.Error, Grave) : isLimit ? (Severity.Warning, Limit) : (Severity.Info, Notice);
}
