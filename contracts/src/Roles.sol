// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Roles of institutions, as bits of a mask.
library Roles {
    /// @dev Votes on membership.
    uint8 internal constant VALIDATOR = 1;
    /// @dev Takes part in jobs.
    uint8 internal constant WORKER = 2;
    /// @dev Challenges records.
    uint8 internal constant AUDITOR = 4;
    /// @dev Reads; the contracts give regulators no right that others lack.
    uint8 internal constant REGULATOR = 8;
    /// @dev Every role there is.
    uint8 internal constant ALL = 15;
}
