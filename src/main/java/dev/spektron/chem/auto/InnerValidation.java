package dev.spektron.chem.auto;

/// The inner validation of one problem, run when first asked for and then shared by every strategy that chooses from it. Belongs to one
/// thread.
public final class InnerValidation {
    private final TransferProblem problem;
    private Search search;

    public InnerValidation(TransferProblem problem) {
        this.problem = problem;
    }

    /// The problem that is solved.
    public TransferProblem problem() {
        return problem;
    }

    Search search() {
        if (search == null) {
            search = Search.run(problem);
        }
        return search;
    }
}
