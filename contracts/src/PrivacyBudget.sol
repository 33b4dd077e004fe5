// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {InstitutionRegistry} from "./InstitutionRegistry.sol";
import {JobRegistry} from "./JobRegistry.sol";
import {Roles} from "./Roles.sol";

/// @title Privacy budgets of datasets under zero-concentrated differential privacy.
/// @notice rho of zCDP adds up over releases (Bun and Steinke 2016, lemma 1.7), so an account is a sum. All rho are integers in units
/// of 1e-12. The owner of a dataset sets a cap for ever and a limit for each job; every release is charged before it happens,
/// once for each (dataset, job, record), and a charge beyond limit or cap reverts. Caps and limits can be lowered, never raised,
/// and nothing is ever given back. Always: spent(job) <= limit(job) <= cap and spent <= cap.
/// @dev A dataset is named by its owner and an identifier: nobody can take a name before its owner does.
contract PrivacyBudget {
    /// Account of a dataset. `opened` tells a cap of 0 from no dataset.
    struct Dataset {
        uint128 cap;
        uint128 spent;
        bool opened;
    }

    /// Account of a job on a dataset. `consented` tells a limit of 0 from no consent.
    struct Release {
        uint128 limit;
        uint128 spent;
        bool consented;
    }

    /// @notice The registry of institutions.
    InstitutionRegistry public immutable registry;
    /// @notice The registry of jobs.
    JobRegistry public immutable jobs;

    mapping(address owner => mapping(bytes32 datasetId => Dataset)) private _datasets;
    mapping(address owner => mapping(bytes32 datasetId => mapping(bytes32 jobId => Release))) private _releases;
    mapping(address owner => mapping(bytes32 datasetId => mapping(bytes32 jobId => mapping(uint64 sequence => uint128)))) private
        _charges;

    /// @notice `owner` set the cap of a dataset, at opening or lower than before.
    event CapSet(bytes32 indexed datasetId, address indexed owner, uint128 cap);
    /// @notice `owner` lets a job spend up to `limit` on a dataset.
    event ReleaseConsented(bytes32 indexed datasetId, bytes32 indexed jobId, address indexed owner, uint128 limit);
    /// @notice A release, described by record `sequence` of the owner, spent `rho`; the dataset's account stands at `spent`.
    event Charged(
        bytes32 indexed datasetId, bytes32 indexed jobId, address indexed owner, uint64 sequence, uint128 rho, uint128 spent
    );

    /// The sender is not a member with the role of worker.
    error NotWorker(address account);
    /// The sender opened a dataset of this name before.
    error DatasetExists(bytes32 datasetId, address owner);
    /// The sender has no dataset of this name.
    error UnknownDataset(bytes32 datasetId, address owner);
    /// The sender holds no data for the job.
    error NotDataHolder(bytes32 jobId, address account);
    /// A cap or limit may only fall.
    error NotLower(uint128 current, uint128 asked);
    /// A cap or limit cannot fall below what is spent.
    error BelowSpent(uint128 spent, uint128 asked);
    /// A limit exceeds the dataset's cap.
    error LimitAboveCap(uint128 limit, uint128 cap);
    /// A limit exceeds the budget that all parties of the job agreed on.
    error LimitAboveJob(uint128 limit, uint128 jobBudget);
    /// The owner did not consent to releases of this dataset to this job.
    error NotConsented(bytes32 datasetId, bytes32 jobId);
    /// The job has not the consent of all its data holders.
    error JobNotConsented(bytes32 jobId);
    /// A charge of nothing.
    error ZeroCharge();
    /// This release was charged before, with `rho`.
    error AlreadyCharged(bytes32 datasetId, bytes32 jobId, uint64 sequence, uint128 rho);
    /// The charge exceeds what is left of the job's limit or of the dataset's cap.
    error BudgetExceeded(bytes32 datasetId, bytes32 jobId, uint128 rho, uint128 remaining);

    /// @param institutionRegistry The registry of institutions.
    /// @param jobRegistry The registry of jobs.
    constructor(InstitutionRegistry institutionRegistry, JobRegistry jobRegistry) {
        registry = institutionRegistry;
        jobs = jobRegistry;
    }

    /// @notice Opens an account for a dataset of the sender with a cap on everything ever released from it. Use an identifier
    /// that commits to the data, such as the hash of the record that does: one dataset, one account.
    function openDataset(bytes32 datasetId, uint128 newCap) external {
        if (!registry.hasRole(msg.sender, Roles.WORKER)) revert NotWorker(msg.sender);
        Dataset storage dataset = _datasets[msg.sender][datasetId];
        if (dataset.opened) revert DatasetExists(datasetId, msg.sender);
        dataset.opened = true;
        dataset.cap = newCap;
        emit CapSet(datasetId, msg.sender, newCap);
    }

    /// @notice Lowers the cap of a dataset of the sender, at most to what is spent.
    function lowerCap(bytes32 datasetId, uint128 newCap) external {
        Dataset storage dataset = _dataset(datasetId);
        if (newCap >= dataset.cap) revert NotLower(dataset.cap, newCap);
        if (newCap < dataset.spent) revert BelowSpent(dataset.spent, newCap);
        dataset.cap = newCap;
        emit CapSet(datasetId, msg.sender, newCap);
    }

    /// @notice Consents to releases of a dataset of the sender to a job, up to `newLimit` in all; later calls may lower the limit. The
    /// limit is at most the cap and at most the budget in the job's specification.
    function consentRelease(bytes32 datasetId, bytes32 jobId, uint128 newLimit) external {
        Dataset storage dataset = _dataset(datasetId);
        if (!jobs.isDataHolder(jobId, msg.sender)) revert NotDataHolder(jobId, msg.sender);
        Release storage release = _releases[msg.sender][datasetId][jobId];
        if (release.consented && newLimit >= release.limit) revert NotLower(release.limit, newLimit);
        if (newLimit < release.spent) revert BelowSpent(release.spent, newLimit);
        if (newLimit > dataset.cap) revert LimitAboveCap(newLimit, dataset.cap);
        uint128 jobBudget = jobs.budget(jobId);
        if (newLimit > jobBudget) revert LimitAboveJob(newLimit, jobBudget);
        release.consented = true;
        release.limit = newLimit;
        emit ReleaseConsented(datasetId, jobId, msg.sender, newLimit);
    }

    /// @notice Charges a release of a dataset of the sender to a job, described by the sender's record number `sequence`, with `rho`.
    function charge(bytes32 datasetId, bytes32 jobId, uint64 sequence, uint128 rho) external {
        Dataset storage dataset = _dataset(datasetId);
        Release storage release = _releases[msg.sender][datasetId][jobId];
        if (!release.consented) revert NotConsented(datasetId, jobId);
        if (!jobs.canRecord(jobId, msg.sender)) revert JobNotConsented(jobId);
        if (rho == 0) revert ZeroCharge();
        uint128 charged = _charges[msg.sender][datasetId][jobId][sequence];
        if (charged != 0) revert AlreadyCharged(datasetId, jobId, sequence, charged);
        uint128 left = remaining(msg.sender, datasetId, jobId);
        if (rho > left) revert BudgetExceeded(datasetId, jobId, rho, left);
        _charges[msg.sender][datasetId][jobId][sequence] = rho;
        release.spent += rho;
        dataset.spent += rho;
        emit Charged(datasetId, jobId, msg.sender, sequence, rho, dataset.spent);
    }

    /// @notice What a job may still spend on a dataset: the smaller of what is left of its limit and of the cap.
    function remaining(address owner, bytes32 datasetId, bytes32 jobId) public view returns (uint128) {
        Dataset storage dataset = _datasets[owner][datasetId];
        uint128 ofLimit = limit(owner, datasetId, jobId) - _releases[owner][datasetId][jobId].spent;
        uint128 ofCap = dataset.cap - dataset.spent;
        return ofLimit < ofCap ? ofLimit : ofCap;
    }

    /// @notice Cap of a dataset, 0 when it is not open.
    function cap(address owner, bytes32 datasetId) external view returns (uint128) {
        return _datasets[owner][datasetId].cap;
    }

    /// @notice What was spent on a dataset in all.
    function spent(address owner, bytes32 datasetId) external view returns (uint128) {
        return _datasets[owner][datasetId].spent;
    }

    /// @notice What a job may spend on a dataset in all: the limit consented to, or the cap when that was lowered below it since.
    function limit(address owner, bytes32 datasetId, bytes32 jobId) public view returns (uint128) {
        uint128 consented = _releases[owner][datasetId][jobId].limit;
        uint128 capped = _datasets[owner][datasetId].cap;
        return consented < capped ? consented : capped;
    }

    /// @notice What a job spent on a dataset.
    function spentByJob(address owner, bytes32 datasetId, bytes32 jobId) external view returns (uint128) {
        return _releases[owner][datasetId][jobId].spent;
    }

    /// @notice What the release described by the owner's record `sequence` was charged, 0 when it was not.
    function chargeOf(address owner, bytes32 datasetId, bytes32 jobId, uint64 sequence) external view returns (uint128) {
        return _charges[owner][datasetId][jobId][sequence];
    }

    /// @notice An upper bound of epsilon, in units of 1e-12: rho-zCDP implies (rho + 2 sqrt(rho ln(1/delta)), delta)-differential
    /// privacy (Bun and Steinke 2016, proposition 1.3). Rounded up by less than 2e-12.
    /// @param rho rho in units of 1e-12.
    /// @param lnInverseDelta ln(1/delta) in units of 1e-12, rounded up.
    function epsilonUpperBound(uint128 rho, uint128 lnInverseDelta) external pure returns (uint256) {
        // The root of a product of numbers in units of 1e-12 is in units of 1e-12. No overflow: 256 bits hold the product.
        return uint256(rho) + 2 * _ceilSqrt(uint256(rho) * lnInverseDelta);
    }

    function _dataset(bytes32 datasetId) private view returns (Dataset storage dataset) {
        dataset = _datasets[msg.sender][datasetId];
        if (!dataset.opened) revert UnknownDataset(datasetId, msg.sender);
    }

    /// The least r with r * r >= n, bit by bit: 128 steps.
    function _ceilSqrt(uint256 n) private pure returns (uint256 root) {
        unchecked {
            for (uint256 bit = 1 << 127; bit != 0; bit >>= 1) {
                uint256 candidate = root | bit;
                if (candidate * candidate <= n) root = candidate;
            }
            if (root * root < n) ++root;
        }
    }
}
