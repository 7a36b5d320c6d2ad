using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>What the person says happened, in their own words.</summary>
internal static class Symptoms
{
    /// <summary>The statement of one symptom; null when it is not told.</summary>
    public static Fact? Find(FactSet facts, string symptom)
    {
        foreach (var fact in facts.Every(StatementFacts.Symptom))
        {
            if (fact.Value.Text == symptom || fact.Value.Texts?.Contains(symptom) == true)
                return fact;
        }

        return null;
    }
}
